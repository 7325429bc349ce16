/** Content on its way to the node and what becomes of it: fetched, checked, kept, collected. */
@NullMarked
package io.orilla.node.blob;

import org.jspecify.annotations.NullMarked;
