package io.orilla.node.machine;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The box that the agent runs on. */
public final class Machine {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int LIMIT_SECONDS = 30;

  private Machine() {}

  /** Another after each start of the machine; empty where the system does not say. */
  public static String boot() {
    try {
      return Files.isReadable(BOOT) ? Files.readString(BOOT).strip() : "";
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Runs a command line to its end, which comes by force when it hangs.
   *
   * @throws OrillaException INTERNAL_ERROR with what it said when it fails
   */
  public static void run(List<String> line) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      process.getOutputStream().close();
      CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS)
          .execute(process::destroyForcibly);
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw failed(line, said.strip());
      }
    } catch (IOException e) {
      throw failed(line, String.valueOf(e.getMessage()));
    }
  }

  private static OrillaException failed(List<String> line, String reason) {
    return new OrillaException(
        ErrorCode.INTERNAL_ERROR, "'" + String.join(" ", line) + "' failed: " + reason);
  }
}
