/**
 * Looks at a plant's peers for people, before anything is declared: nothing of it is journalled.
 */
@NullMarked
package io.orilla.node.probe;

import org.jspecify.annotations.NullMarked;
