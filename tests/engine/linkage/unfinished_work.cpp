// A small program for work_test to kill: does made-up work in a folder and ends as a verb would.
//
//   unfinished_work FOLDER UNITS EDGES_EACH MICROSECONDS_EACH
#include "bloom/base/parallel.hpp"
#include "engine/project/progress.hpp"
#include "tests/engine/linkage/made_work.hpp"

#include <cstdio>
#include <cstdlib>
#include <thread>

int main(int argc, char** argv)
{
    using namespace gauze;
    if (argc != 5) return 2;
    const auto number = [&](int i) { return static_cast<std::uint32_t>(std::strtoul(argv[i], nullptr, 10)); };
    const linkage::test::MadeWork made(number(2), number(3));
    const std::chrono::microseconds each(number(4));
    set_threads(3);
    try {
        const linkage::StopRequest stop;
        linkage::FinishedUnits finished(argv[1], made.stamp());
        finished.sync_every(std::chrono::milliseconds(2));
        std::fprintf(stderr, "resumed %u\n", finished.count());
        linkage::WorkOptions options;
        options.stop = &stop;
        options.memory = 3 * 1600 * 16; // so that some units lie in parts
        const linkage::Work work = made.work();
        linkage::do_units(made.units, finished, options, [&](std::size_t unit, linkage::EdgeSink& sink) {
            std::this_thread::sleep_for(each);
            work(unit, sink);
        });
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n%s\n", error.what(), error.hint().c_str());
        return static_cast<int>(error.code());
    }
    return 0;
}
