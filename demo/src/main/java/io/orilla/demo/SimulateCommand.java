package io.orilla.demo;

import io.orilla.demo.device.HttpCommand;
import io.orilla.demo.device.ModbusCommand;
import io.orilla.demo.device.MqttCommand;
import io.orilla.demo.device.OpcUaCommand;
import io.orilla.demo.device.S7Command;
import io.orilla.demo.device.SparkplugCommand;
import io.orilla.demo.plant.PlantCommand;
import picocli.CommandLine.Command;

/** {@code orilla simulate}. */
@Command(
    name = "simulate",
    description = "Play a machine or a device, for trying things out.",
    mixinStandardHelpOptions = true,
    subcommands = {
      PlantCommand.class,
      OpcUaCommand.class,
      ModbusCommand.class,
      S7Command.class,
      MqttCommand.class,
      SparkplugCommand.class,
      HttpCommand.class
    })
public final class SimulateCommand {}
