// The only room that knows how threads are made: TBB, or std::jthread when built for the thread sanitizer
// (Debian's TBB is not instrumented). Parallel code above looks serial: tasks are numbered, each writes its
// own place, results are read in task order, and so the bytes are the same for one thread and for many.
#pragma once

#include <cstddef>
#include <functional>

namespace gauze {

// Calls task(0) ... task(count - 1), each once, in any order, on up to `threads()` threads; returns when all
// have ended. If tasks throw, the exception of one of them is rethrown here and tasks not yet started are
// left out.
void for_each_task(std::size_t count, const std::function<void(std::size_t)>& task);

// How many threads work at most; 0 asks for one per processor this process may use. For the whole process,
// set before the first parallel stage.
void set_threads(unsigned count);
unsigned threads();

} // namespace gauze
