/** What nodes delivered, durable before the answer, in the order of its arrival. */
@NullMarked
package io.orilla.lake.inbox;

import org.jspecify.annotations.NullMarked;
