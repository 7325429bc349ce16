/** Tests of the journal, on a disk that fails when told. */
@NullMarked
package io.orilla.node.journal;

import org.jspecify.annotations.NullMarked;
