@NullMarked
package io.orilla.inference.grpc;

import org.jspecify.annotations.NullMarked;
