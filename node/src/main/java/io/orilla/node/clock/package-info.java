/** What time it is, for certificates, on a machine whose clock may be wrong. */
@NullMarked
package io.orilla.node.clock;

import org.jspecify.annotations.NullMarked;
