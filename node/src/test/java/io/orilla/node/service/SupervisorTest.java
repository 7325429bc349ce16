package io.orilla.node.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** sd_notify(3) over a real datagram socket. */
@Timeout(20)
final class SupervisorTest {
  @TempDir Path folder;

  @Test
  void systemdHearsThatTheAgentIsReadyAndLives() throws Throwable {
    Path path = folder.resolve("notify");
    try (ListeningSocket systemd = new ListeningSocket(path)) {
      Map<String, String> environment =
          Map.of("NOTIFY_SOCKET", path.toString(), "WATCHDOG_USEC", "30000");
      try (Supervisor supervisor = new Supervisor(environment, () -> true)) {
        supervisor.start();
        assertThat(systemd.receive()).isEqualTo("READY=1");
        assertThat(systemd.receive()).isEqualTo("WATCHDOG=1");
        assertThat(systemd.receive()).isEqualTo("WATCHDOG=1");
      }
    }
  }

  @Test
  void nobodyVouchesForAnAgentThatHangs() throws Throwable {
    Path path = folder.resolve("notify");
    AtomicInteger asked = new AtomicInteger();
    try (ListeningSocket systemd = new ListeningSocket(path)) {
      Map<String, String> environment =
          Map.of("NOTIFY_SOCKET", path.toString(), "WATCHDOG_USEC", "3000");
      Supervisor supervisor =
          new Supervisor(environment, () -> asked.incrementAndGet() > 1_000_000);
      supervisor.start();
      org.awaitility.Awaitility.await().until(() -> asked.get() > 5);
      supervisor.close();
      assertThat(systemd.receive()).isEqualTo("READY=1");
      assertThat(systemd.receive()).as("no word in between").isEqualTo("STOPPING=1");
    }
  }

  @Test
  void withoutSystemdNothingIsSaid() {
    try (Supervisor supervisor = new Supervisor(Map.of(), () -> true)) {
      supervisor.start();
    }
    assertThat(new NotifySocket(folder.resolve("nobody").toString()).send("READY=1")).isFalse();
  }
}
