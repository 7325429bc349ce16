/** How the signals of the plant come in: sources, gaps, the journal first. */
@NullMarked
package io.orilla.node.source;

import org.jspecify.annotations.NullMarked;
