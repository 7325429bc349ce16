package io.orilla.server.record;

import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;

/** An event with the node that it happened on. */
public record NodeEvent<E extends Event>(ObjectName node, E event) {}
