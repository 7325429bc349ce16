package io.orilla.demo.bench.inference;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.orilla.inference.grpc.GrpcDoor;
import io.orilla.inference.rest.RestDoor;
import io.orilla.inference.rest.RestSettings;
import io.orilla.inference.serving.Admission;
import io.orilla.inference.serving.Engine;
import io.orilla.inference.serving.FolderModels;
import io.orilla.inference.serving.LivePredictions;
import io.orilla.inference.serving.LoopbackAdmission;
import io.orilla.inference.serving.Scheduler;
import io.orilla.inference.serving.ServingSettings;
import io.orilla.node.machine.ThreadPriority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** What a process under load runs: the door of inference, or a yardstick. It says its ports. */
final class ServedProcess {
  private ServedProcess() {}

  /** A body that is as long as the answer of the small model. */
  private static final String FIXED =
      "{\"model_name\":\"small\",\"model_version\":\"1\",\"outputs\":[{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[1,1],\"data\":[0.12345679]}]}";

  /**
   * @param arguments {@code door FOLDER} or {@code fixed}
   */
  public static void main(String[] arguments) throws Exception {
    String ports = arguments[0].equals("door") ? door(Path.of(arguments[1])) : fixed();
    System.out.println(ports);
    System.out.flush();
    System.in.read(); // until its parent ends
    Runtime.getRuntime().halt(0);
  }

  private static String door(Path folder) throws IOException {
    FolderModels models = new FolderModels(ServingSettings.DEFAULT);
    models.with("small", write(folder, "small", Graphs.small()));
    models.with("slow", write(folder, "slow", Graphs.slow()));
    models.with("negative", write(folder, "negative", Graphs.negative(1 << 18)));
    ServerSocketChannel socket = RestSettings.DEFAULT.listen(anyPort());
    ThreadFactory threads = ThreadPriority.modestThreads("door"); // as an agent's
    Scheduler scheduler = new Scheduler(1, threads, () -> false);
    Engine engine = new Engine(models, LivePredictions.NONE, scheduler, "bench");
    RestDoor door =
        new RestDoor(
            socket,
            RestSettings.DEFAULT,
            engine,
            new LoopbackAdmission(),
            Optional.empty(),
            threads);
    GrpcDoor grpc =
        new GrpcDoor(
            anyPort(), RestSettings.DEFAULT, engine, Admission.ALL, Optional.empty(), threads);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(door::close));
    return socket.socket().getLocalPort() + " " + grpc.port();
  }

  private static Path write(Path folder, String name, byte[] graph) throws IOException {
    return Files.write(Files.createDirectories(folder).resolve(name + ".onnx"), graph);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** The same HTTP decoder, and always the same answer. */
  private static String fixed() throws InterruptedException {
    String answer =
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s"
            .formatted(FIXED.length(), FIXED);
    ByteBuf bytes =
        Unpooled.unreleasableBuffer(
            Unpooled.directBuffer().writeBytes(answer.getBytes(StandardCharsets.US_ASCII)));
    InetSocketAddress address =
        (InetSocketAddress)
            new ServerBootstrap()
                .group(new NioEventLoopGroup(1))
                .channel(NioServerSocketChannel.class)
                .childHandler(
                    new ChannelInitializer<SocketChannel>() {
                      @Override
                      protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpRequestDecoder(), new Fixed(bytes));
                      }
                    })
                .bind(anyPort())
                .sync()
                .channel()
                .localAddress();
    return address.getPort() + " 0";
  }

  private static final class Fixed extends SimpleChannelInboundHandler<HttpObject> {
    private final ByteBuf answer;

    Fixed(ByteBuf answer) {
      this.answer = answer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
      if (message instanceof LastHttpContent) {
        context.writeAndFlush(answer.duplicate());
      }
    }
  }
}
