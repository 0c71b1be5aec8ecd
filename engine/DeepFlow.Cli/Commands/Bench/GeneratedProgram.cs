using System.Text;

namespace DeepFlow.Cli.Commands.Bench;

/// <summary>A program of any size that checks clean: the model pipeline's steps again and again, each reading those before it, with feedback and branches.</summary>
internal static class GeneratedProgram
{
    private const int StepsOfAUnit = 8;

    private const string Heading = """
        dataset fashion {
            item image(1, 28, 28)
            label { tshirt, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, boot }
        }

        model fashion_mlp(hidden: int = 128, drop: float = 0.1) {
            input image(1, 28, 28)
            flatten()
            linear(hidden)
            relu()
            dropout(drop)
            linear(10)
        }

        """;

    private const string Unit = """

            // unit #
            step analysis_# = data_analysis(data: train)
            step prepared_# = preprocess(data: train, scale: 0..1) { cache }
            step split_# = split_data(data: prepared_#.data, first: 80%, seed: 42)
            step tuning_# = tune(
                model: fashion_mlp, train: split_#.first, validation: split_#.rest,
                search: asha(metric: accuracy, goal: maximize, trials: 10, epochs: 5),
                space: { hidden: int(32..256), drop: uniform(0.0..0.3), lr: log(1e-4..1e-2) },
                optimizer: adam(), batch: 64, seed: 41 + tuning_#.iteration
            ) {
                prefers gpu 1
                retry 3, backoff 2s..1m
            }
            step training_# = train(
                model: fashion_mlp(hidden: tuning_#.best.hidden, drop: tuning_#.best.drop), train: split_#.first, validation: split_#.rest,
                loss: cross_entropy, optimizer: adam(lr: tuning_#.best.lr), epochs: 5, batch: 64, seed: 42
            )
            step judgement_# = approval(title: "Good enough? (${training_#.accuracy})", show: [training_#.curves], choose: training_#.checkpoints) {
                by data_scientist
                on reject -> prepared_# | tuning_# | training_#, max 5
            }
            step registration_# = register_model(name: "fashion", checkpoint: judgement_#.chosen, prepare: prepared_#.transform, data: train)
            step evaluation_# = evaluate_model(model: registration_#.version, data: test)
            if evaluation_#.accuracy < 80% {
                fail "accuracy ${evaluation_#.accuracy} is under 80 %"
            }

        """;

    /// <param name="steps">About that many, a multiple of eight.</param>
    /// <param name="stepsOfAPipeline">How many of them one pipeline holds.</param>
    public static string Write(int steps, int stepsOfAPipeline)
    {
        var text = new StringBuilder(Heading);
        var units = steps / StepsOfAUnit;
        var unitsOfAPipeline = Math.Max(1, stepsOfAPipeline / StepsOfAUnit);
        for (var unit = 0; unit < units; unit++)
        {
            if (unit % unitsOfAPipeline == 0)
            {
                text.Append($"\npipeline part_{unit / unitsOfAPipeline}(train: dataset<fashion>, test: dataset<fashion>) {{");
            }

            text.Append(Unit.Replace("#", unit.ToString()));
            if ((unit + 1) % unitsOfAPipeline == 0 || unit == units - 1)
            {
                text.Append("}\n");
            }
        }

        return text.ToString();
    }
}
