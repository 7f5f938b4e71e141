// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.util.concurrent.TimeUnit;
import org.casegate.policy.check.Outcome;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One judgement of a pack of ten parts by each of the agreements that ship, the contents of the parts not looked into.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JudgementBenchmark {

    @Param({"staffordshire", "solihull", "wirral", "pan-dorset", "coventry"})
    public String agreement = "";

    private TenParts pack = TenParts.under("staffordshire");

    @Setup
    public void prepare() {
        pack = TenParts.under(agreement);
        pack.requireAccepted();
    }

    @Benchmark
    public Outcome judge() {
        return pack.judge();
    }
}
