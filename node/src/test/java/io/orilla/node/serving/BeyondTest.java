package io.orilla.node.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.orilla.inference.grpc.wire.GRPCInferenceServiceGrpc;
import io.orilla.inference.grpc.wire.ModelReadyRequest;
import io.orilla.inference.serving.Engine;
import io.orilla.inference.serving.FolderModels;
import io.orilla.inference.serving.LivePredictions;
import io.orilla.inference.serving.Scheduler;
import io.orilla.inference.serving.ServingSettings;
import io.orilla.inference.serving.TokenAdmission.Token;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.content.Digest;
import io.orilla.model.signal.AssetName;
import io.orilla.node.testbed.TestAuthority;
import io.orilla.node.testbed.TinyModel;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doors for other machines, by real TLS: the gateway's token is for the press alone. */
final class BeyondTest {
  private static final String CALL =
      """
      {"inputs":[{"name":"window","shape":[1,1,2],"datatype":"FP32","data":[1,3]},
                 {"name":"mask","shape":[1,1,2],"datatype":"BOOL","data":[true,true]}]}""";

  @TempDir Path folder;
  private final TestAuthority authority = new TestAuthority();
  private final FolderModels models = new FolderModels(ServingSettings.DEFAULT);
  private final Scheduler scheduler =
      new Scheduler(1, Thread.ofPlatform().daemon().factory(), () -> false);
  private Beyond beyond;
  private HttpClient client;
  private ManagedChannel channel;

  @BeforeEach
  void open() throws Exception {
    BlobStore blobs = new BlobStore(folder.resolve("blobs"));
    AssetName asset = new AssetName("riva/hall1/press/press1");
    Path graph =
        blobs.path(
            TinyModel.write(blobs, asset, TinyModel.preparation(Duration.ofSeconds(5)), 1, 0.5f)
                .graph());
    models.with("press", graph).with("pump", graph);
    Path certificate = folder.resolve("node.pem");
    Path key = folder.resolve("node.key");
    authority.writeServer(certificate, key);
    List<Token> tokens =
        List.of(
            new Token("gateway", Digest.ofText("secret"), List.of("press"), 1000),
            new Token("screen", Digest.ofText("other"), List.of("*"), 1000));
    beyond =
        Beyond.open(
            new BeyondSettings("127.0.0.1", 0, Optional.of(0), certificate, key, tokens),
            InferenceSettings.DEFAULT,
            new Engine(models, LivePredictions.NONE, scheduler, "1.0"));
    client = HttpClient.newBuilder().sslContext(authority.clientTls()).build();
    Path trusted =
        Files.writeString(folder.resolve("ca"), TestAuthority.pem(authority.certificate()));
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", beyond.grpcPort().orElseThrow())
            .sslContext(GrpcSslContexts.forClient().trustManager(trusted.toFile()).build())
            .build();
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
    client.close();
    beyond.close();
    scheduler.close();
    models.close();
  }

  private HttpResponse<String> infer(String model, String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("https://127.0.0.1:" + beyond.port() + "/v2/models/" + model + "/infer"))
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(CALL));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aTokenOpensItsModelsAndNoOthers() throws Exception {
    assertThat(infer("press", "Bearer secret").body()).contains("\"data\":[1.0]");
    HttpResponse<String> pump = infer("pump", "Bearer secret");
    assertThat(pump.statusCode()).isEqualTo(403);
    assertThat(pump.body()).contains("the token of 'gateway' is for [press], not for model 'pump'");
    assertThat(infer("pump", "Bearer other").statusCode()).isEqualTo(200);
  }

  /** RFC 9110, 15.5.2: a 401 says by what one could be let in. */
  @Test
  void whoIsUnknownIsAskedForAToken() throws Exception {
    for (String authorization : List.of("", "Bearer guess", "Basic c2VjcmV0")) {
      HttpResponse<String> answer = infer("press", authorization);
      assertThat(answer.statusCode()).as(authorization).isEqualTo(401);
      assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
    }
  }

  /** Else a stranger could have memory taken for what will be refused. */
  @Test
  void whoIsUnknownIsRefusedBeforeABodyIsRead() throws Exception {
    try (Socket socket =
        authority.clientTls().getSocketFactory().createSocket("127.0.0.1", beyond.port())) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(
              "POST /v2/models/press/infer HTTP/1.1\r\nHost: node\r\nContent-Length: 1000000\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 401");
    }
  }

  @Test
  void nobodyIsServedWithoutTls() {
    HttpRequest plain =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + beyond.port() + "/v2/health/live"))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer other")
            .build();
    assertThatThrownBy(() -> client.send(plain, HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
  }

  private boolean isReady(String model, String authorization) {
    Metadata headers = new Metadata();
    if (!authorization.isEmpty()) {
      headers.put(
          Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), authorization);
    }
    return GRPCInferenceServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .modelReady(ModelReadyRequest.newBuilder().setName(model).build())
        .getReady();
  }

  private void assertRefused(String model, String authorization, Status.Code code) {
    assertThatThrownBy(() -> isReady(model, authorization))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class, e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
  }

  @Test
  void aTokenIsTheSameByGrpc() {
    assertThat(isReady("press", "Bearer secret")).isTrue();
    assertRefused("pump", "Bearer secret", Status.Code.PERMISSION_DENIED);
    assertRefused("press", "", Status.Code.UNAUTHENTICATED);
    assertRefused("press", "Bearer guess", Status.Code.UNAUTHENTICATED);
  }
}
