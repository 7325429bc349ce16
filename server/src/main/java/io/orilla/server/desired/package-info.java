/** What each node is to run: computed from the documents, signed, versioned, handed out. */
@NullMarked
package io.orilla.server.desired;

import org.jspecify.annotations.NullMarked;
