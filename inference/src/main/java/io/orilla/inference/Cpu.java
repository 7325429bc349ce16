package io.orilla.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The features of this machine's CPU by which numeric libraries choose their kernels. */
final class Cpu {
  private static final Path LINUX = Path.of("/proc/cpuinfo");
  private static final Set<String> CHOOSING =
      Set.of("avx", "avx2", "fma", "f16c", "amx_tile", "asimd", "asimddp", "sve", "sve2", "i8mm");

  private Cpu() {}

  /** As {@code linux-amd64 avx avx2 fma}; without the features where they cannot be read. */
  static String features() {
    String platform = System.getProperty("os.name") + "-" + System.getProperty("os.arch");
    return Stream.concat(Stream.of(platform.toLowerCase(Locale.ROOT)), flags())
        .collect(Collectors.joining(" "));
  }

  private static Stream<String> flags() {
    if (!Files.isReadable(LINUX)) {
      return Stream.of();
    }
    try {
      return flagLine(Files.readAllLines(LINUX))
          .filter(flag -> CHOOSING.contains(flag) || flag.startsWith("avx512"))
          .distinct()
          .sorted();
    } catch (IOException e) {
      return Stream.of();
    }
  }

  private static Stream<String> flagLine(List<String> cpuinfo) {
    return cpuinfo.stream()
        .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
        .limit(1)
        .flatMap(line -> Arrays.stream(line.substring(line.indexOf(':') + 1).split("\\s+")));
  }
}
