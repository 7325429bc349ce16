@NullMarked
package io.orilla.node.alarm;

import org.jspecify.annotations.NullMarked;
