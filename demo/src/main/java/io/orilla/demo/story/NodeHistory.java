package io.orilla.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.demo.ledger.JournalledSample;
import io.orilla.demo.site.Running;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.SignalName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a node's journal still keeps, read page by page from its local page. */
final class NodeHistory {
  private static final int PAGE = 50_000;

  private NodeHistory() {}

  /** All samples that the node keeps, in their order. */
  static List<JournalledSample> samples(Running node) {
    List<JournalledSample> samples = new ArrayList<>();
    long next = 1;
    for (List<JsonNode> page = page(node, next); !page.isEmpty(); page = page(node, next)) {
      page.forEach(line -> samples.add(sample(line)));
      next = page.getLast().path("sequence").asLong() + 1;
    }
    return samples;
  }

  private static JournalledSample sample(JsonNode line) {
    return new JournalledSample(
        new SignalName(line.path("signal").asText()),
        line.path("sourceTime").asLong(),
        line.required("journalledAt").asLong());
  }

  private static List<JsonNode> page(Running node, long from) {
    URI address =
        URI.create(
            "http://127.0.0.1:%d/v1/history/signals?from=%d&limit=%d"
                .formatted(node.description().path("port").asInt(), from, PAGE));
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(address.toURL().openStream(), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class))
          .toList();
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.PEER_UNAVAILABLE, node.name() + " does not answer at " + address, e);
    }
  }
}
