package io.orilla.node.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a lane that has something to send does not.
 *
 * @param until when it goes on by itself; absent when that is not known
 */
public record Wait(String reason, @Nullable Instant until) {}
