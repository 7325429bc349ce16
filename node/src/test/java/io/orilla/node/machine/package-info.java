@NullMarked
package io.orilla.node.machine;

import org.jspecify.annotations.NullMarked;
