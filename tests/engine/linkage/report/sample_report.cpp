// Writes a made report into a new folder, for tests that look at it from outside: sample_report FOLDER KIND.
#include "bloom/base/error.hpp"
#include "engine/linkage/report/write_report.hpp"
#include "tests/engine/linkage/report/made_report.hpp"

#include <cstdio>

int main(int argc, char** argv)
{
    using namespace gauze::test;
    const std::map<std::string, Report (*)()> kinds{{"lively", lively_report},
                                                    {"hostile", hostile_report},
                                                    {"dice", dice_report},
                                                    {"empty", empty_report}};
    if (argc != 3 || !kinds.contains(argv[2])) return 2;
    try {
        gauze::OutputFolder out(argv[1], "link sample", gauze::Existing::replace);
        write_report(kinds.at(argv[2])(), out);
        out.commit();
    } catch (const gauze::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
