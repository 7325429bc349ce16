/** The Open Inference Protocol by HTTP/1.1. */
@NullMarked
package io.orilla.inference.rest;

import org.jspecify.annotations.NullMarked;
