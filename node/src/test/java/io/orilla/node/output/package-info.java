@NullMarked
package io.orilla.node.output;

import org.jspecify.annotations.NullMarked;
