@NullMarked
package io.orilla.node.blob;

import org.jspecify.annotations.NullMarked;
