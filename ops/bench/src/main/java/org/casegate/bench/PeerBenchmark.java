// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The same pack of ten parts by the same steps of Staffordshire's table, in the peer's language.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PeerBenchmark {

    private final CelTable table = CelTable.compiled();
    private final CelFacts facts = CelFacts.of(TenParts.under("staffordshire"));

    @Setup
    public void prepare() {
        if (!table.broken(facts).isEmpty()) {
            throw new IllegalStateException("the pack is not what is measured: " + table.broken(facts));
        }
    }

    @Benchmark
    public List<String> judge() {
        return table.broken(facts);
    }
}
