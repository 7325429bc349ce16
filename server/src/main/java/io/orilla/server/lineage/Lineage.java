package io.orilla.server.lineage;

import java.util.List;

/**
 * Where a prediction comes from.
 *
 * @param links nearest first
 */
record Lineage(String prediction, List<Link> links) {}
