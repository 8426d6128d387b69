#include "bloom/join/join_kernel.hpp"

#include "bloom/kernels.hpp"

#include <string_view>

namespace gauze::bloom::join {

extern const JoinKernel join_scalar;
#if defined(__x86_64__)
extern const JoinKernel join_avx2, join_avx512;
#endif

const JoinKernel& join_kernel(const char* name)
{
#if defined(__x86_64__)
    bool reached = false; // the table is best first
    for (const JoinKernel* kernel : {&join_avx512, &join_avx2}) {
        reached = reached || std::string_view(kernel->name) == name;
        if (reached && kernel->runs_here()) return *kernel;
    }
#else
    (void)name;
#endif
    return join_scalar;
}

const JoinKernel& active_join_kernel() { return join_kernel(active_kernel().name.data()); }

} // namespace gauze::bloom::join
