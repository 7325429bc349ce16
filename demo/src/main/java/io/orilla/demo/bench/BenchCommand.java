package io.orilla.demo.bench;

import io.orilla.demo.bench.connectors.ConnectorsBench;
import io.orilla.demo.bench.fault.FaultBench;
import io.orilla.demo.bench.inference.InferenceBench;
import io.orilla.demo.bench.node.NodeBench;
import io.orilla.demo.bench.skab.SkabBench;
import picocli.CommandLine.Command;

/** {@code orilla bench}. */
@Command(
    name = "bench",
    description = "Measure, beside a yardstick from the same run.",
    mixinStandardHelpOptions = true,
    subcommands = {
      SkabBench.class,
      NodeBench.class,
      FaultBench.class,
      InferenceBench.class,
      ConnectorsBench.class
    })
public final class BenchCommand {}
