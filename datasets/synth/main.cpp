// gauze-synth: makes people who do not exist, the files that organisations would hold about them, and the
// truth about who is who.
#include "datasets/synth/describe_verb.hpp"
#include "datasets/synth/five_verb.hpp"
#include "datasets/synth/observe_verb.hpp"
#include "datasets/synth/population_verb.hpp"
#include "datasets/synth/scenario_verb.hpp"

int main(int argc, char** argv)
{
    using namespace gauze;
    project::CommandLine line("gauze-synth", "makes synthetic files of several custodians, with the truth");
    synth::add_population_verb(line);
    synth::add_observe_verb(line);
    synth::add_scenario_verb(line);
    synth::add_describe_verb(line);
    synth::add_five_verb(line);
    return line.run(argc, argv);
}
