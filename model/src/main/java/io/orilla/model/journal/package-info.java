/** What a node remembers and delivers: lanes, blocks, batches, events. */
@NullMarked
package io.orilla.model.journal;

import org.jspecify.annotations.NullMarked;
