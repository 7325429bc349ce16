package io.orilla.demo;

import io.orilla.demo.device.ModbusCommand;
import io.orilla.demo.device.MqttCommand;
import io.orilla.demo.device.OpcUaCommand;
import io.orilla.demo.plant.PlantCommand;
import picocli.CommandLine.Command;

/** {@code orilla simulate}. */
@Command(
    name = "simulate",
    description = "Play a machine or a device, for trying things out.",
    mixinStandardHelpOptions = true,
    subcommands = {PlantCommand.class, ModbusCommand.class, MqttCommand.class, OpcUaCommand.class})
public final class SimulateCommand {}
