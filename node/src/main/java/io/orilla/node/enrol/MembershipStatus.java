package io.orilla.node.enrol;

import io.orilla.model.node.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with being a node of the server.
 *
 * @param standing as the server last said; absent until it was heard
 * @param certificateUntil end of the certificate's life
 * @param renewAt when the certificate is to be renewed
 * @param problem why the last try to renew it failed; absent when it did not
 */
public record MembershipStatus(
    @Nullable Standing standing,
    Instant certificateUntil,
    Instant renewAt,
    @Nullable String problem) {}
