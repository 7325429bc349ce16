package io.orilla.demo.site;

import com.fasterxml.jackson.databind.JsonNode;

/** A node that runs, as a process of its own or in this one. */
public interface Running {
  String name();

  /** What it wrote of itself when it became ready. */
  JsonNode description();
}
