package io.orilla.connector.modbus;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.orilla.connector.modbus.Device.Answer;
import io.orilla.connector.peer.Addresses;
import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.Deadline;
import io.orilla.model.connector.WriteOutcome;
import io.orilla.model.connector.Writer;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes coils and holding registers of a device. */
final class ModbusWriter implements Writer {
  private final ModbusSettings settings;
  private final Map<String, Point> points;
  private final Closing closing = new Closing();
  private final EventLoopGroup network;
  private @Nullable Device device;

  ModbusWriter(ModbusSettings settings, List<OutputSpec.Write> writes) {
    this.settings = settings;
    this.points =
        Addresses.ofOutput(writes, address -> PointReader.readWritable(address, settings));
    this.network =
        new NioEventLoopGroup(
            1, Thread.ofPlatform().daemon().name("to " + settings.peer()).factory());
  }

  @Override
  public Optional<Value> read(String address, Duration within) {
    Point point = point(address);
    return switch (ask(point, Deadline.in(within))) {
      case Answer.Bytes(byte[] bytes) -> Optional.of(point.valueOf(bytes));
      case Answer.Exception exception ->
          throw Closing.unavailable("reading " + address + " is answered with " + exception.text());
    };
  }

  private Answer ask(Point point, Deadline deadline) {
    try {
      return connected(deadline).read(new Block(List.of(point)), deadline.left(settings.timeout()));
    } catch (OrillaException e) {
      disconnect();
      throw e;
    }
  }

  @Override
  public WriteOutcome write(String address, Value value, Duration within) {
    Deadline deadline = Deadline.in(within);
    Point point = point(address);
    try {
      byte[] bytes = point.bytesOf(value);
      return write(connected(deadline), point, bytes, deadline);
    } catch (OrillaException e) {
      disconnect();
      return new WriteOutcome.NotDone(e.text());
    }
  }

  private WriteOutcome write(Device open, Point point, byte[] bytes, Deadline deadline) {
    Value written = point.valueOf(bytes);
    try {
      return switch (open.write(point, bytes, deadline.left(settings.timeout()))) {
        case Answer.Bytes _ -> new WriteOutcome.Done(written);
        case Answer.Exception exception when exception.isRefusal() ->
            new WriteOutcome.NotDone("the device answers with " + exception.text());
        case Answer.Exception exception ->
            new WriteOutcome.Unknown(written, "the device answers with " + exception.text());
      };
    } catch (OrillaException e) {
      disconnect();
      return new WriteOutcome.Unknown(written, e.text());
    }
  }

  private Point point(String address) {
    return Objects.requireNonNull(points.get(address), address);
  }

  private Device connected(Deadline deadline) {
    if (device == null) {
      Device opening = new Device(settings, network, closing);
      device = opening;
      opening.connect(deadline.left(settings.timeout()));
    }
    return device;
  }

  private void disconnect() {
    if (device != null) {
      device.close();
      device = null;
    }
  }

  @Override
  public void close() {
    closing.close();
    disconnect();
    network.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
