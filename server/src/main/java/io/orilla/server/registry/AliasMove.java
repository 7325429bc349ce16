package io.orilla.server.registry;

import java.time.Instant;

/**
 * An alias that came to name another version.
 *
 * @param by who moved it, as {@code Workload loop1-anomaly@2}
 */
public record AliasMove(Instant at, String alias, int version, String by) {}
