package io.orilla.pipeline;

import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Recorded files of a real water loop (SKAB), where they are at hand. */
final class Recordings {
  private Recordings() {}

  /** Skips a property, and says so, where there are no recordings. */
  static final class Needed implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      return folder().isPresent()
          ? SkipResult.doNotSkip()
          : SkipResult.skip("no recordings: set ORILLA_DATA to a folder with skab/valve1");
    }
  }

  static Optional<Path> folder() {
    String named = System.getenv("ORILLA_DATA");
    Path data =
        named == null ? Path.of("").toAbsolutePath().resolve("../../shared/data") : Path.of(named);
    return Optional.of(data.resolve("skab/valve1")).filter(Files::isDirectory);
  }

  static List<Path> files() {
    try (Stream<Path> files = Files.list(folder().orElseThrow())) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pressure, flow and current, row by row in the file's order. */
  static List<Sample> samples(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      List<Sample> samples = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(";", -1);
        long time =
            LocalDateTime.parse(cells[0].replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC)
                * 1_000_000;
        samples.add(sample("pressure", time, cells[4]));
        samples.add(sample("flow", time, cells[8]));
        samples.add(sample("current", time, cells[3]));
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sample sample(String signal, long time, String value) {
    return new Sample(
        Loop.ASSET.signal(signal), time, time, new Value.DoubleValue(Double.parseDouble(value)), 0);
  }
}
