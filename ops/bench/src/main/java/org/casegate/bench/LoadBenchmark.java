// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.casegate.policy.agreement.Agreements;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Loads a thousand agreements of a thousand bodies each: from their texts to being ready to judge.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LoadBenchmark {

    /// Programs write JSON, people write YAML.
    @Param({"JSON", "YAML"})
    public String form = "";

    private List<byte[]> texts = List.of();

    @Setup
    public void prepare() {
        texts = ManyBodies.texts(ManyBodies.AGREEMENTS, ManyBodies.BODIES, ManyBodies.Form.valueOf(form));
    }

    @Benchmark
    public Agreements load() {
        return ManyBodies.load(texts);
    }
}
