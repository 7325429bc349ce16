package io.orilla.node.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnitFileTest {
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

  @TempDir Path folder;

  private UnitFile unit(String home) {
    return new UnitFile(
        Path.of("/bin/true"), Path.of("/usr/lib/jvm/jdk"), Path.of(home), Optional.of("daemon"));
  }

  @Test
  void theUnitWatchesBoundsAndShutsIn() {
    assertThat(unit("/var/lib/orilla-node").text())
        .contains(
            "ExecStart=/bin/true node run --home /var/lib/orilla-node\n",
            "User=daemon\n",
            "Restart=always\n",
            "WatchdogSec=90\n",
            "ReadWritePaths=/var/lib/orilla-node\n",
            "ProtectHome=yes\n",
            "NoNewPrivileges=yes\n");
    assertThat(unit("/home/anna/my 100% node").text())
        .contains("--home \"/home/anna/my 100%% node\"")
        .doesNotContain("ProtectHome");
  }

  @Test
  void systemdFindsNothingWrong() throws Exception {
    assumeTrue(Files.isExecutable(ANALYZE), "no systemd-analyze here: the unit is not verified");
    Path file =
        Files.writeString(folder.resolve(UnitFile.NAME), unit("/var/lib/orilla-node").text());
    Process analyze =
        new ProcessBuilder(ANALYZE.toString(), "verify", "--man=no", file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(analyze.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said.lines().filter(line -> line.contains(UnitFile.NAME))).isEmpty();
    assertThat(analyze.waitFor()).as(said).isZero();
  }
}
