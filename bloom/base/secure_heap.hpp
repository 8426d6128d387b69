// Where OpenSSL keeps private keys while it works with them: pages of their own, locked, between guard pages,
// wiped when they are given back. Without it they lie in the ordinary heap.
#pragma once

namespace gauze {

// Called by protect_process, once, before the first key is made; later calls do nothing. False when the
// memory was not to be had: keys then lie in the ordinary heap. Locking alone is best effort, as for Secret.
bool open_secure_heap() noexcept;

// Whether it is open. Any thread.
bool has_secure_heap() noexcept;

} // namespace gauze
