package io.orilla.node.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProxySettingsTest {
  private static final Proxy PROXY =
      new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", 3128));

  private static List<Proxy> route(
      ProxySettings settings, Map<String, String> environment, String host) {
    return settings.route(environment).select(URI.create("https://" + host + ":8421/"));
  }

  @Test
  void theEnvironmentSaysWhichHostsAreReachedThroughTheProxy() {
    Map<String, String> environment =
        Map.of("HTTPS_PROXY", "http://127.0.0.1:3128", "NO_PROXY", "localhost, .plant ,10.1.2.3");
    assertThat(route(ProxySettings.DEFAULT, environment, "orilla.example")).containsExactly(PROXY);
    assertThat(route(ProxySettings.DEFAULT, environment, "10.1.2.30")).containsExactly(PROXY);
    for (String direct : List.of("localhost", "server.plant", "SERVER.PLANT", "10.1.2.3")) {
      assertThat(route(ProxySettings.DEFAULT, environment, direct))
          .as(direct)
          .containsExactly(Proxy.NO_PROXY);
    }
  }

  @Test
  void aSettingGoesBeforeTheEnvironment() {
    Map<String, String> environment = Map.of("https_proxy", "other:1");
    ProxySettings own = new ProxySettings("127.0.0.1:3128", List.of());
    assertThat(route(own, environment, "orilla.example")).containsExactly(PROXY);
    assertThat(route(new ProxySettings("none", List.of()), environment, "orilla.example"))
        .containsExactly(Proxy.NO_PROXY);
  }

  @Test
  void withoutAnyTheServerIsReachedDirectly() {
    assertThat(route(ProxySettings.DEFAULT, Map.of("HTTPS_PROXY", " "), "orilla.example"))
        .containsExactly(Proxy.NO_PROXY);
  }

  @Test
  void whatIsNoProxySaysHowOneIsGivenAndNotThePassword() {
    assertThatThrownBy(() -> new ProxySettings("https://a:geheim@proxy", List.of()))
        .hasMessageContaining("http://HOST:PORT")
        .hasMessageNotContaining("geheim");
    assertThat(new ProxySettings("http://a:geheim@proxy:1", List.of()).toString())
        .doesNotContain("geheim");
  }
}
