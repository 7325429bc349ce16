package io.orilla.tests.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orilla.model.node.Standing;
import io.orilla.node.Node;
import io.orilla.node.uplink.ProxySettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plant that lets nothing out but by its proxy. */
final class ProxyTest {
  @TempDir Path folder;
  private Plant plant;
  private ConnectProxy proxy;

  @BeforeEach
  void open() throws Exception {
    plant = new Plant(folder);
    proxy = new ConnectProxy();
  }

  @AfterEach
  void close() throws Exception {
    proxy.close();
    plant.close();
  }

  private static ProxySettings by(String address, String... except) {
    return new ProxySettings(address, List.of(except));
  }

  private void joinBy(ProxySettings settings) throws InterruptedException {
    Node.join(
        plant.settings("box").with(draft -> draft.proxy = settings),
        plant.token(Map.of()),
        Plant.NODE,
        plant.nodeClock);
  }

  private Node startBy(ProxySettings settings) {
    return Node.start(
        plant.settings("box").with(draft -> draft.proxy = settings), List.of(), plant.nodeClock);
  }

  @Test
  void aNodeJoinsAndTalksThroughAProxyThatAsksForAPassword() throws Exception {
    ProxySettings settings = by(proxy.address("secret"));
    joinBy(settings);
    int joined = proxy.tunnels();
    assertThat(joined).isPositive();
    try (Node node = startBy(settings)) {
      await().until(() -> node.status().membership().standing() == Standing.TRUSTED);
      assertThat(proxy.tunnels()).isGreaterThan(joined);
    }
  }

  @Test
  void aWrongPasswordIsSaid() {
    assertThatThrownBy(() -> joinBy(by(proxy.address("wrong"))))
        .hasMessageContaining("the server does not answer")
        .hasMessageNotContaining("wrong");
    assertThat(proxy.refusals()).isPositive();
  }

  @Test
  void anExceptedHostIsReachedDirectly() throws Exception {
    joinBy(by(proxy.address("secret"), "127.0.0.1"));
    assertThat(proxy.tunnels() + proxy.refusals()).isZero();
  }
}
