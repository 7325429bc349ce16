package io.orilla.server.fleet;

import io.orilla.model.journal.Lane;
import java.time.Instant;

/**
 * The balance of a lane as the server sees it: {@code delivered} is what it holds itself, the rest
 * is what the node said when it last sent something of the lane.
 *
 * @param at when it said so
 */
public record LaneReport(
    Lane lane,
    long made,
    long delivered,
    long pending,
    long dropped,
    boolean balanced,
    Instant at) {}
