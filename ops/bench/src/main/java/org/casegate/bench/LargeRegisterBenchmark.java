// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.util.concurrent.TimeUnit;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.check.Outcome;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One judgement of a pack of ten parts where the register holds a thousand agreements of a thousand bodies each, a million
/// memberships in all.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LargeRegisterBenchmark {

    private TenParts pack = TenParts.under("staffordshire");

    @Setup
    public void prepare() {
        Agreements agreements = ManyBodies.load(
                ManyBodies.texts(ManyBodies.AGREEMENTS, ManyBodies.BODIES, ManyBodies.Form.JSON));
        pack = ManyBodies.pack(agreements, ManyBodies.register(agreements));
        pack.requireAccepted();
    }

    @Benchmark
    public Outcome judge() {
        return pack.judge();
    }
}
