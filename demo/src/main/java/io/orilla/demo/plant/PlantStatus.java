package io.orilla.demo.plant;

import io.orilla.model.signal.AssetName;
import java.util.List;

/**
 * What the plant says of itself.
 *
 * @param subscribers how many sessions monitor anything
 */
record PlantStatus(List<Asset> assets, boolean finished, int subscribers, Pace pace) {
  /**
   * @param served how many of its rows went out
   * @param monitored how many of its signals somebody monitors
   */
  record Asset(AssetName asset, int served, int rows, boolean finished, int monitored) {}
}
