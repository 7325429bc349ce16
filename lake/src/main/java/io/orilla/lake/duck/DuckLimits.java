package io.orilla.lake.duck;

import io.orilla.model.error.OrillaException;

/** What one DuckDB instance may use; beyond the memory it spills into its temporary folder. */
public record DuckLimits(int memoryMegabytes, int threads) {
  public static final DuckLimits DEFAULT = new DuckLimits(512, 2);

  public DuckLimits {
    if (memoryMegabytes < 64 || threads < 1) {
      throw OrillaException.invalid(
          "DuckDB needs at least 64 MB and one thread, not "
              + memoryMegabytes
              + " MB and "
              + threads);
    }
  }
}
