package io.orilla.worker.prepare;

import io.orilla.lake.duck.DuckDb;
import io.orilla.model.document.TableName;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import io.orilla.model.task.TableOutput;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** What was set aside, with the rule that did it: samples, and rows without a signal. */
final class AsideFile implements AutoCloseable {
  private static final String COLUMNS =
      """
      asset VARCHAR, signal VARCHAR, time TIMESTAMPTZ, value DOUBLE, status_code BIGINT, \
      rule VARCHAR""";

  private final ParquetFile file;

  AsideFile(DuckDb database) {
    this.file = new ParquetFile(database, "aside", COLUMNS);
  }

  void add(AssetName asset, Sample sample, String rule) {
    file.add(
        out -> {
          out.append(asset.text()).append(sample.signal().text());
          out.appendEpochMicros(sample.sourceTime());
          OptionalDouble number = sample.value().number();
          if (number.isPresent()) {
            out.append(number.getAsDouble());
          } else {
            out.appendNull();
          }
          out.append(sample.statusCode()).append(rule);
        });
  }

  void add(AssetName asset, long rowTime, String rule) {
    file.add(
        out -> {
          out.append(asset.text()).appendNull().appendEpochMicros(rowTime);
          out.appendNull().appendNull().append(rule);
        });
  }

  TableOutput finish(TableName table, Path folder) {
    return file.finish(table, folder);
  }

  @Override
  public void close() {
    file.close();
  }
}
