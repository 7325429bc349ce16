/** What every connector needs towards its peer: keeping at it, waiting, reading addresses. */
@NullMarked
package io.orilla.connector.peer;

import org.jspecify.annotations.NullMarked;
