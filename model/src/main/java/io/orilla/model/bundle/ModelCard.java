package io.orilla.model.bundle;

import io.orilla.model.content.Ordered;
import java.util.Map;

/**
 * What a person should know before trusting the model.
 *
 * @param metrics measured at training, as {@code f1_others}, {@code parity_relative}
 * @param limits what it was not made for
 */
public record ModelCard(
    String summary, String algorithm, Map<String, Double> metrics, String limits) {
  public ModelCard {
    metrics = Ordered.copy(metrics);
  }
}
