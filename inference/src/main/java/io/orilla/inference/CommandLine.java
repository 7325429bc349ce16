package io.orilla.inference;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The command line of this process. ONNX Runtime 1.29 reads it when it starts, and ends the process
 * with a segmentation fault and no message where it has more than 3,980 bytes (seen on Linux).
 */
final class CommandLine {
  private static final Path LINUX = Path.of("/proc/self/cmdline");
  private static final int MOST_BYTES = 3_900;

  private CommandLine() {}

  /**
   * Says what is wrong before the process dies of it.
   *
   * @throws OrillaException INTERNAL_ERROR when it is too long
   */
  static void requireShort() {
    require(LINUX);
  }

  static void require(Path commandLine) {
    int length = length(commandLine);
    if (length > MOST_BYTES) {
      throw new OrillaException(
          ErrorCode.INTERNAL_ERROR,
          "the command line of this process has %d bytes, and ONNX Runtime crashes where it has more than %d: give the class path as folder/* or in CLASSPATH"
              .formatted(length, MOST_BYTES));
    }
  }

  private static int length(Path commandLine) {
    try {
      return Files.isReadable(commandLine) ? Files.readAllBytes(commandLine).length : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
