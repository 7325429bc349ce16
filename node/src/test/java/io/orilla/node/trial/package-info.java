@NullMarked
package io.orilla.node.trial;

import org.jspecify.annotations.NullMarked;
