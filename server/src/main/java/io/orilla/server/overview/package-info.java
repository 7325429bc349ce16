/** What the home page shows, at once and as a stream. */
@NullMarked
package io.orilla.server.overview;

import org.jspecify.annotations.NullMarked;
