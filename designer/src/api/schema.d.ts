// Generated from the server's OpenAPI document by "npm run api"; never edited by hand.

export interface paths {
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server and its database answer. */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The machines that carry the work out: what they have, what is in use, when they were last heard of, which one leads. */
        get: operations["listNodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The journal as server-sent events: from its beginning, or after an id, and then what happens.
         * @description `id` is the journal row's, `event` its kind, `data` the row as JSON. `Last-Event-ID`, which browsers send when they connect again, goes before `after`; `live` leaves out what has been: the first event is then `start`, with the id after which the stream goes on.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The activities that a step may call, with their inputs taken apart, and the settings of steps. */
        get: operations["getCatalog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/definitions/{hash}/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every pipeline of a published definition as a graph. */
        get: operations["drawDefinition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/objects/{hash}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of an object: a picture as what it is, a text as plain text, anything else as a download. */
        get: operations["getObject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was published, the latest first. */
        get: operations["listDefinitions"];
        put?: never;
        /** Compiles a file of the pipelines' folder with all that it uses, and publishes it. */
        post: operations["publishDefinition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/definitions/{hash}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The texts that a published definition was compiled from. */
        get: operations["getDefinitionSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/definitions/{hash}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A published definition: its pipelines, models and data sets. */
        get: operations["getDefinition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Runs, the latest first, with what each is doing; go on with the last run's id as `before`.
         * @description `q` is part of the pipeline's name, or how the run's id begins or ends.
         */
        get: operations["listInstances"];
        put?: never;
        /** Starts a pipeline. */
        post: operations["startInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many runs are doing what. */
        get: operations["countInstances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A run with the state of its steps, and every run that it called. */
        get: operations["getInstance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened, in order; go on with the last row's id as `after`. */
        get: operations["getInstanceJournal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The work of its steps, with progress, worker and failure. */
        get: operations["listInstanceJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What its steps logged; go on with the last line's id as `after`.
         * @description With `latest` the last lines that fit, instead of the first: go on upwards with the first line's id as `before`. `q` is any part of a line.
         */
        get: operations["getInstanceLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/steps/{step}/work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a step was given and what it gave, over all its iterations, the latest first. */
        get: operations["listStepWork"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The parts of its steps that own many jobs, in the order in which they were made; go on with the last part's id as `after`. */
        get: operations["listInstanceParts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/waits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What its steps wait for, besides people: a time, a signal, another attempt, a worker. */
        get: operations["listInstanceWaits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/waits/ended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What its steps have waited for, a time or a signal, and wait for no longer. */
        get: operations["listEndedWaits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/outcomes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often its steps were left by which outcome, over all rounds. */
        get: operations["countStepOutcomes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The steps that cannot go on by themselves and wait for a person. */
        get: operations["listInstanceIncidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a run and everything that it called. */
        post: operations["cancelInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins nothing further in a run and in what it called; what is under way may end. */
        post: operations["pauseInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a paused run go on, beginning with what has arrived meanwhile. */
        post: operations["resumeInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/variables/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Gives a variable of an instance another value, of its declared type. */
        put: operations["setVariable"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/enter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enters a step by hand, whatever the run is doing; what lies ahead of it is done anew. */
        post: operations["enterStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/incidents/{step}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries the step of an open incident again. */
        post: operations["retryIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/incidents/{step}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leaves the step of an open incident by an outcome, with an output given by hand. */
        post: operations["skipIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/migration/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says what moving a run to another definition would do, and changes nothing. */
        post: operations["previewMigration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/migration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves a run and all that it called to another definition, or refuses and changes nothing. */
        post: operations["migrateInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/rerun": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts a run that keeps what another has done before a step. */
        post: operations["rerunInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A page of the tasks that wait; go on with its `next` as `after`.
         * @description `view` is `mine` (claimed by the person `as`, or offered to them by name), `roles` (what they may decide) or `all`. `due` lists by due date, whatever `sort` says; `search` finds words that begin so in title, pipeline and step.
         */
        get: operations["getInbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The numbers beside a person's views. Counting stops at 1000. */
        get: operations["getInboxCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/filters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a view can be filtered by: the steps, and the roles, groups and persons, for which tasks wait. */
        get: operations["getInboxFilters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for people, or waited; the latest first. `role` lists what that role may decide. */
        get: operations["listTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A task: what it shows, who may decide it, and how it can end. */
        get: operations["getTask"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that is needed to decide a task: besides the task its form, the versions it speaks of, candidates, decisions, comments, and the step's earlier rounds. */
        get: operations["getTaskPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says something about a task without deciding it. */
        post: operations["commentTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decides many tasks, each by itself: each is answered with its result or with the problem that kept it from being decided. */
        post: operations["decideTasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decides a task, once: of two who decide at the same moment, one is answered 409. */
        post: operations["decideTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the versions that a task speaks of are made of, back to the data from outside, and what is in production of the same models. */
        get: operations["getTaskLineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/experiments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tunings and trainings, the latest first; go on with the last one's id as `before`. */
        get: operations["listExperiments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/experiments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What it was asked to do, its trials with their scores, and what its step gave. */
        get: operations["getExperiment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/experiments/{id}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Its curves, live while it runs; long ones thinned so that they look the same.
         * @description `name` limits to one metric; `from` and `to` are steps. `points` is how many of a series are told, more or less.
         */
        get: operations["getExperimentMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a task on: nobody else decides it until it is released or taken over. */
        post: operations["claimTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a claimed task back. */
        post: operations["releaseTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/delegate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands a task that one has claimed to another who may decide it. */
        post: operations["delegateTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An admin gives a task to a person. */
        post: operations["assignTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/reassign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An admin offers a task to other roles, groups or persons than before, and to them only. */
        post: operations["reassignTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is told of what, and how that fares. */
        get: operations["listSubscriptions"];
        put?: never;
        /**
         * Tells somebody from now on. The secret that signs a webhook's notices is answered this once.
         * @description A webhook gets a POST with the headers `webhook-id` (the same for every attempt), `webhook-timestamp` (seconds since 1970) and `webhook-signature`: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`, keyed by the base64 behind `whsec_`. Refuse timestamps more than five minutes from your clock, and ids that you have had. Anything but 2xx is tried again, over half a day.
         */
        post: operations["subscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Tells no longer; what still waits is dropped. */
        delete: operations["unsubscribe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Notices, the latest first: what was sent, what waits for another attempt, what was given up and why. */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/deliveries/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries a notice again now. */
        post: operations["retryDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The people of the project, and the roles they hold. */
        get: operations["listPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Adds a person, or sets the roles of one who is there. */
        put: operations["setPerson"];
        post?: never;
        /** Removes a person. What they decided stays. */
        delete: operations["removePerson"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The signals that nobody has waited for yet, the oldest first; go on with the last signal's id as `after`. */
        get: operations["listKeptSignals"];
        put?: never;
        /** Sends signals to the steps that wait for them; one that nobody waits for is kept for a while. */
        post: operations["sendSignals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/signals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** No step gets the kept signal any more. */
        delete: operations["dropSignal"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Archived runs, the latest first; go on with the last run's id as `before`. Each is read as any other run is, under `/instances/{id}`. */
        get: operations["listArchivedRuns"];
        put?: never;
        /** Packs runs that ended long ago. They can still be read; they can no longer be rerun. */
        post: operations["archiveRuns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/archive/keeping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long runs stay before they are archived by themselves. */
        get: operations["getKeeping"];
        /** From now on archives what ended so long ago, every hour; or nothing by itself. */
        put: operations["setKeeping"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What does not hold among the rows, at one moment, with what to do. It reads only, and all projects of the database. */
        get: operations["checkDatabase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/doctor/mend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mends what can be mended without losing anything, and says what is left. */
        post: operations["mendDatabase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The groups of the project: their members, and the roles that every member holds. */
        get: operations["listGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Adds a group, or sets the members and roles of one that is there. */
        put: operations["setGroup"];
        post?: never;
        /** Removes a group. Its members stay. */
        delete: operations["removeGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/activations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pipelines that listen, with what they listen to. */
        get: operations["listActivations"];
        put?: never;
        /** Activates a published pipeline, so that its triggers start runs. */
        post: operations["activatePipeline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/activations/{name}/causes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What has fired an activation's triggers, newest first, and what became of it. */
        get: operations["listCauses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/activations/{name}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends an activation; its runs go on. */
        post: operations["deactivatePipeline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells that a source, a data set or the code has a new version, so that what watches it starts. */
        post: operations["tellChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/definitions/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What publishing a file would warn of. */
        post: operations["checkDefinition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files of the pipelines' folder, by path. */
        get: operations["listSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file's text, and the version by which it is saved. */
        get: operations["getSource"];
        put?: never;
        /** Adds a file to the pipelines' folder. */
        post: operations["createSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/save": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Saves files as a version with a message, unless somebody has saved them meanwhile. */
        post: operations["saveSources"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves a file, and names it anew where other files use it. */
        post: operations["renameSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a file away; its versions stay. */
        post: operations["deleteSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions that changed a file, the newest first. */
        get: operations["listSourceVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file's text as it was in a version. */
        get: operations["getSourceVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What differs between two texts of a file, line by line and in its pictures. */
        post: operations["diffSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/drawing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A text's pipelines as pictures, with what the compiler says, saved or not. */
        post: operations["drawSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/edit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The edits of the text that an edit of the picture amounts to. */
        post: operations["editSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/demo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the demo is: offered, being set up, started, or failed. */
        get: operations["getDemo"];
        put?: never;
        /** Sets the demo up and starts its run: the whole lifecycle on Fashion-MNIST. Answers at once; `getDemo` tells how it goes. */
        post: operations["startDemo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Activation: {
            /** Format: uuid */
            id: string;
            name: string;
            bundle: string;
            pipeline: string;
            arguments: components["schemas"]["RecordValue"];
            triggers: string[];
            activated_by: string;
            /** Format: date-time */
            activated_at: string;
            /** Format: date-time */
            deactivated_at?: null | string;
            running: string[];
            /** Format: int32 */
            waiting: number;
        };
        ActivationRequest: {
            definition: string;
            pipeline: string;
            as: string;
            /** @description Values by name. */
            arguments?: Record<string, never>;
            name?: null | string;
            /** Format: int32 */
            priority?: null | number;
        };
        /** @enum {unknown} */
        ActivityKind: "job" | "task" | "wait" | "inline";
        ActivityView: {
            name: string;
            summary: string;
            kind: components["schemas"]["ActivityKind"];
            role: string;
            inputs: components["schemas"]["InputView"][];
            outputs: components["schemas"]["OutputView"][];
            outcomes: components["schemas"]["OutcomeSignature"][];
            open_outcomes: boolean;
        };
        ApprovalSetting: {
            /** Format: int32 */
            count: number;
            not_by: string[];
        };
        ArchiveAnswer: {
            /** Format: int32 */
            archived: number;
        };
        ArchiveRequest: {
            /** @description {"$duration": "2h30m"} */
            older_than: Record<string, never>;
            as: string;
        };
        ArchivedSummary: {
            /** Format: uuid */
            id: string;
            pipeline: string;
            definition: string;
            status: string;
            started_by: string;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            ended_at: string;
            /** Format: date-time */
            archived_at: string;
        };
        ArgumentDetails: {
            name?: null | string;
            text: string;
            literal: boolean;
            extent: components["schemas"]["TextSpan"];
        };
        ArgumentText: {
            name: string;
            value: string;
        };
        Branch: {
            name: string;
            nodes: string[];
        };
        Bundle: {
            /** Format: int32 */
            format?: number;
            pipelines?: {
                [key: string]: components["schemas"]["WorkflowDefinition"];
            };
            models?: {
                [key: string]: components["schemas"]["ModelDefinition"];
            };
            datasets?: {
                [key: string]: components["schemas"]["DatasetDefinition"];
            };
            forms?: {
                [key: string]: components["schemas"]["FormDefinition"];
            };
            scripts?: {
                [key: string]: components["schemas"]["ScriptDefinition"];
            };
            activities?: {
                [key: string]: number;
            };
        };
        BundleSource: {
            path: string;
            text: string;
        };
        /** @description {"$size": 1024}, in bytes */
        ByteSize: Record<string, never>;
        CallableView: {
            name: string;
            path: string;
            documentation?: null | string;
            parameters: components["schemas"]["InputView"][];
            results: components["schemas"]["OutputView"][];
            visible: boolean;
        };
        CancelRequest: {
            as: string;
            reason?: null | string;
        };
        CappedCount: {
            /** Format: int32 */
            value: number;
            more: boolean;
        };
        CatalogView: {
            stages: components["schemas"]["StageView"][];
            families: components["schemas"]["FamilyView"][];
            settings: components["schemas"]["SettingKind"][];
        };
        Cause: {
            /** Format: int64 */
            id: number;
            trigger: string;
            key: string;
            data: components["schemas"]["RecordValue"];
            /** Format: date-time */
            at: string;
            status: components["schemas"]["CauseStatus"];
            /** Format: uuid */
            instance?: null | string;
            /** Format: date-time */
            settled_at?: null | string;
        };
        /** @enum {unknown} */
        CauseStatus: "waiting" | "delivering" | "started" | "delivered" | "replaced" | "dropped";
        ChangeRequest: {
            trigger: string;
            version: string;
            as: string;
            name?: null | string;
            /** @description Values by name. */
            source?: Record<string, never>;
        };
        ChangedFile: {
            path: string;
            edits: components["schemas"]["ChangedText"][];
            text: string;
        };
        ChangedText: {
            /** Format: int32 */
            start: number;
            /** Format: int32 */
            end: number;
            text: string;
        };
        /** @enum {unknown} */
        ChannelKind: "email" | "webhook";
        CheckpointSetting: {
            /** Format: int32 */
            count?: null | number;
            unit?: null | string;
            /** @description {"$duration": "2h30m"} */
            every?: Record<string, never>;
        };
        ClaimRequest: {
            as: string;
            /** @default false */
            take_over: boolean;
        };
        /** @enum {unknown} */
        ClaimState: "claimed" | "unclaimed" | null;
        CommentRequest: {
            as: string;
            text: string;
        };
        ConcurrencyDefinition: {
            /** Format: int32 */
            max: number;
            then: components["schemas"]["Overflow"];
        };
        Conflict: {
            path: string;
            theirs?: null | components["schemas"]["TheirText"];
            difference: components["schemas"]["TextDifference"];
            merged?: null | components["schemas"]["ThreeWayMerge"];
        };
        Connection: {
            from: string;
            outcome: string;
            to: string[];
            feedback?: boolean;
            /** Format: int32 */
            max?: null | number;
            then?: null | string;
            label?: null | string;
        };
        ConstructorView: {
            name: string;
            documentation?: null | string;
            inputs: components["schemas"]["InputView"][];
        };
        CreateSourceRequest: {
            path: string;
            text: string;
            as: string;
            message?: null | string;
        };
        DatasetDefinition: {
            name: string;
            item: components["schemas"]["ItemType"];
            documentation?: null | string;
            span?: null | components["schemas"]["SourceSpan"];
            labels?: components["schemas"]["LabelDefinition"][];
            fields?: components["schemas"]["FieldDefinition"][];
            expectations?: components["schemas"]["ExpectationDefinition"][];
        };
        DeactivationRequest: {
            as: string;
        };
        DecisionAnswer: {
            /** Format: uuid */
            task: string;
            result?: null | components["schemas"]["DecisionResult"];
            problem?: null | components["schemas"]["Problem"];
        };
        DecisionRequest: {
            outcome: string;
            as: string;
            to?: null | string;
            comment?: null | string;
            /** Format: int32 */
            choice?: null | number;
            /** @description Values by name. */
            values?: Record<string, never>;
        };
        DecisionResult: {
            decided: boolean;
            /** Format: int32 */
            approved: number;
            /** Format: int32 */
            required: number;
        };
        DecisionsRequest: {
            decisions: components["schemas"]["TaskDecisionRequest"][];
        };
        DeleteSourceRequest: {
            path: string;
            version: string;
            as: string;
            message?: null | string;
        };
        DeletedView: {
            used_by: string[];
            commit?: null | components["schemas"]["SourceCommit"];
        };
        Delivery: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            subscription: string;
            kind: components["schemas"]["ChannelKind"];
            address: string;
            event: components["schemas"]["NoticeKind"];
            /** Format: uuid */
            run: string;
            /** Format: uuid */
            task?: null | string;
            status: components["schemas"]["DeliveryStatus"];
            /** Format: int32 */
            attempts: number;
            /** Format: date-time */
            next_at: string;
            failure?: null | string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            ended_at?: null | string;
        };
        /** @enum {unknown} */
        DeliveryStatus: "waiting" | "sent" | "parked";
        DemoProblem: {
            code: string;
            message: string;
        };
        DemoRequest: {
            data?: null | string;
        };
        /** @enum {unknown} */
        DemoStage: "offered" | "data" | "pipelines" | "run" | "started" | "failed";
        DemoState: {
            stage: components["schemas"]["DemoStage"];
            /**
             * Format: double
             * @default 0
             */
            share: number;
            /** @default  */
            doing: string;
            /** Format: uuid */
            run?: null | string;
            problem?: null | components["schemas"]["DemoProblem"];
        };
        DiffLine: {
            kind: components["schemas"]["LineChange"];
            text: string;
        };
        DiffRequest: {
            path: string;
            before?: null | components["schemas"]["DiffSide"];
            after?: null | components["schemas"]["DiffSide"];
        };
        DiffSide: {
            id?: null | string;
            text?: null | string;
        };
        DiffView: {
            /** Format: int32 */
            added: number;
            /** Format: int32 */
            removed: number;
            hunks: components["schemas"]["Hunk"][];
            pictures: components["schemas"]["PictureDifference"][];
        };
        DoctorAnswer: {
            findings: components["schemas"]["Finding"][];
        };
        DrawingRequest: {
            path: string;
            texts?: null | {
                [key: string]: string;
            };
        };
        DrawingView: {
            path: string;
            reads: boolean;
            broken: string[];
            pictures: components["schemas"]["Picture"][];
            pipelines: components["schemas"]["PipelineView"][];
            diagnostics: components["schemas"]["FindingView"][];
            callables: components["schemas"]["CallableView"][];
            declarations: components["schemas"]["VisibleThing"][];
        };
        DueSetting: {
            /** @description {"$duration": "2h30m"} */
            after: Record<string, never>;
            then: string[];
            /** @description {"$duration": "2h30m"} */
            remind?: Record<string, never>;
            later?: null | components["schemas"]["EscalationSetting"][];
        };
        EdgeDifference: {
            from: string;
            outcome: string;
            to: string[];
            change: components["schemas"]["GraphChange"];
        };
        EditRequest: components["schemas"]["EditRequestAddStepRequest"] | components["schemas"]["EditRequestDeleteRequest"] | components["schemas"]["EditRequestMoveRequest"] | components["schemas"]["EditRequestRenameRequest"] | components["schemas"]["EditRequestPinRequest"] | components["schemas"]["EditRequestSetArgumentRequest"] | components["schemas"]["EditRequestSetSettingRequest"] | components["schemas"]["EditRequestConnectRequest"] | components["schemas"]["EditRequestDisconnectRequest"] | components["schemas"]["EditRequestWrapInIfRequest"] | components["schemas"]["EditRequestWrapInParallelRequest"] | components["schemas"]["EditRequestUnwrapRequest"] | components["schemas"]["EditRequestRenamePipelineRequest"] | components["schemas"]["EditRequestAddStatementRequest"] | components["schemas"]["EditRequestPasteRequest"] | components["schemas"]["EditRequestSetCalleeRequest"] | components["schemas"]["EditRequestSetPartRequest"] | components["schemas"]["EditRequestSetLoopRequest"] | components["schemas"]["EditRequestSetOutcomeLabelRequest"] | components["schemas"]["EditRequestSetClauseRequest"] | components["schemas"]["EditRequestSetDocumentationRequest"] | components["schemas"]["EditRequestWrapInForRequest"] | components["schemas"]["EditRequestSetHeadingRequest"] | components["schemas"]["EditRequestCreatePipelineRequest"] | components["schemas"]["EditRequestDeletePipelineRequest"] | components["schemas"]["EditRequestAddDeclarationRequest"] | components["schemas"]["EditRequestAddUseRequest"];
        EditRequestAddDeclarationRequest: {
            /** @enum {string} */
            kind?: "add_declaration";
            text: string;
        };
        EditRequestAddStatementRequest: {
            /** @enum {string} */
            kind?: "add_statement";
            where: components["schemas"]["Where"];
            statement: string;
            text?: null | string;
        };
        EditRequestAddStepRequest: {
            /** @enum {string} */
            kind?: "add_step";
            where: components["schemas"]["Where"];
            callee: string;
            name?: null | string;
            arguments?: null | components["schemas"]["ArgumentText"][];
        };
        EditRequestAddUseRequest: {
            /** @enum {string} */
            kind?: "add_use";
            path: string;
        };
        EditRequestConnectRequest: {
            /** @enum {string} */
            kind?: "connect";
            node: string;
            outcome: string;
            target: string;
            /** Format: int32 */
            max?: null | number;
        };
        EditRequestCreatePipelineRequest: {
            /** @enum {string} */
            kind?: "create_pipeline";
            name: string;
            parameters?: null | string;
            results?: null | string;
        };
        EditRequestDeletePipelineRequest: {
            /** @enum {string} */
            kind?: "delete_pipeline";
        };
        EditRequestDeleteRequest: {
            /** @enum {string} */
            kind?: "delete";
            node: string;
        };
        EditRequestDisconnectRequest: {
            /** @enum {string} */
            kind?: "disconnect";
            node: string;
            outcome: string;
            target?: null | string;
        };
        EditRequestMoveRequest: {
            /** @enum {string} */
            kind?: "move";
            node: string;
            where: components["schemas"]["Where"];
        };
        EditRequestPasteRequest: {
            /** @enum {string} */
            kind?: "paste";
            where: components["schemas"]["Where"];
            text: string;
        };
        EditRequestPinRequest: {
            /** @enum {string} */
            kind?: "pin";
            node: string;
            /** Format: double */
            x?: null | number;
            /** Format: double */
            y?: null | number;
        };
        EditRequestRenamePipelineRequest: {
            /** @enum {string} */
            kind?: "rename_pipeline";
            name: string;
        };
        EditRequestRenameRequest: {
            /** @enum {string} */
            kind?: "rename";
            node: string;
            name: string;
        };
        EditRequestSetArgumentRequest: {
            /** @enum {string} */
            kind?: "set_argument";
            node: string;
            name: string;
            value?: null | string;
        };
        EditRequestSetCalleeRequest: {
            /** @enum {string} */
            kind?: "set_callee";
            node: string;
            callee: string;
        };
        EditRequestSetClauseRequest: {
            /** @enum {string} */
            kind?: "set_clause";
            clause: string;
            text?: null | string;
            /** Format: int32 */
            at?: null | number;
        };
        EditRequestSetDocumentationRequest: {
            /** @enum {string} */
            kind?: "set_documentation";
            node?: null | string;
            text?: null | string;
        };
        EditRequestSetHeadingRequest: {
            /** @enum {string} */
            kind?: "set_heading";
            parameters?: null | string;
            results?: null | string;
        };
        EditRequestSetLoopRequest: {
            /** @enum {string} */
            kind?: "set_loop";
            node: string;
            outcome: string;
            /** Format: int32 */
            max?: null | number;
            then?: null | string;
        };
        EditRequestSetOutcomeLabelRequest: {
            /** @enum {string} */
            kind?: "set_outcome_label";
            node: string;
            outcome: string;
            label?: null | string;
        };
        EditRequestSetPartRequest: {
            /** @enum {string} */
            kind?: "set_part";
            node: string;
            part: string;
            text?: null | string;
        };
        EditRequestSetSettingRequest: {
            /** @enum {string} */
            kind?: "set_setting";
            node: string;
            setting: string;
            text?: null | string;
        };
        EditRequestUnwrapRequest: {
            /** @enum {string} */
            kind?: "unwrap";
            node: string;
        };
        EditRequestWrapInForRequest: {
            /** @enum {string} */
            kind?: "wrap_for";
            first: string;
            last: string;
            item: string;
            list: string;
        };
        EditRequestWrapInIfRequest: {
            /** @enum {string} */
            kind?: "wrap_if";
            first: string;
            last: string;
            condition: string;
        };
        EditRequestWrapInParallelRequest: {
            /** @enum {string} */
            kind?: "wrap_parallel";
            first: string;
            last: string;
            any?: null | boolean;
        };
        EditedView: {
            changes: components["schemas"]["ChangedFile"][];
            selection?: null | components["schemas"]["SelectionView"];
            drawing: components["schemas"]["DrawingView"];
        };
        EditsRequest: {
            path: string;
            edits: components["schemas"]["EditRequest"][];
            pipeline?: null | string;
            texts?: null | {
                [key: string]: string;
            };
        };
        EndedWait: {
            /** Format: uuid */
            instance: string;
            node: string;
            /** Format: int64 */
            iteration: number;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            outcome?: null | string;
        };
        EnterRequest: {
            step: string;
            as: string;
            reason?: null | string;
        };
        EscalationSetting: {
            /** @description {"$duration": "2h30m"} */
            after: Record<string, never>;
            then: string[];
        };
        ExpectationDefinition: {
            name: string;
            condition: components["schemas"]["Expression"];
            otherwise: components["schemas"]["Otherwise"];
        };
        ExperimentDetail: {
            summary: components["schemas"]["ExperimentSummary"];
            configuration: components["schemas"]["Value"];
            environment: components["schemas"]["Value"];
            train_commit: string;
            validation_commit: string;
            output: components["schemas"]["Value"];
            trials: components["schemas"]["ExperimentTrial"][];
        };
        ExperimentSummary: {
            /** Format: uuid */
            id: string;
            kind: string;
            /** Format: uuid */
            instance: string;
            /** Format: uuid */
            root: string;
            pipeline: string;
            step: string;
            /** Format: int32 */
            round: number;
            model: string;
            status: string;
            /** Format: double */
            progress: number;
            progress_text: string;
            /** Format: int32 */
            trials: number;
            /** Format: double */
            score?: null | number;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            finished_at?: null | string;
        };
        ExperimentTrial: {
            /** Format: int32 */
            number: number;
            parameters: components["schemas"]["RecordValue"];
            /** Format: date-time */
            started_at: string;
            scores: components["schemas"]["RungScore"][];
        };
        /** @description An expression of the language, compiled. */
        Expression: Record<string, never>;
        FamilyView: {
            name: string;
            constructors: components["schemas"]["ConstructorView"][];
        };
        Field: {
            name: string;
            value: components["schemas"]["Expression"];
        };
        FieldDefinition: {
            name: string;
            type: string;
            masked_for: string[];
        };
        FieldProblem: {
            field: string;
            code: string;
            detail: string;
            allowed: null | string;
        };
        FileChangedProblem: {
            type: string;
            title: string;
            /** Format: int32 */
            status: number;
            detail: string;
            code: string;
            conflicts: components["schemas"]["Conflict"][];
        };
        Finding: {
            code: string;
            message: string;
            things: string[];
            remedy: string;
            fixable: boolean;
        };
        FindingView: {
            code: string;
            severity: components["schemas"]["Severity"];
            message: string;
            path: string;
            extent: components["schemas"]["TextSpan"];
            /** Format: int32 */
            line: number;
            /** Format: int32 */
            column: number;
            /** Format: int32 */
            end_line: number;
            /** Format: int32 */
            end_column: number;
            pipeline?: null | string;
            node?: null | string;
            fixes: components["schemas"]["Fix"][];
        };
        Fix: {
            title: string;
            edits: components["schemas"]["ChangedText"][];
        };
        ForState: {
            elements: unknown[];
            captures: components["schemas"]["RecordValue"];
            /** Format: int32 */
            started: number;
            running: {
                [key: string]: string;
            };
            results: Record<string, never>;
            failure?: null | string;
        };
        FormDefinition: {
            name: string;
            fields: components["schemas"]["FormField"][];
            documentation?: null | string;
            span?: null | components["schemas"]["SourceSpan"];
        };
        FormField: {
            name: string;
            type: string;
            label?: null | string;
            default?: null | components["schemas"]["Expression"];
            within?: null | components["schemas"]["Expression"];
            choices: components["schemas"]["OutcomeDefinition"][];
        };
        FormFieldView: {
            name: string;
            type: string;
            label: string;
            required: boolean;
            expects: string;
            default?: null | components["schemas"]["Value"];
            least?: null | components["schemas"]["Value"];
            most?: null | components["schemas"]["Value"];
            choices: components["schemas"]["OutcomeDefinition"][];
        };
        FormView: {
            name: string;
            documentation?: null | string;
            fields: components["schemas"]["FormFieldView"][];
        };
        /** @enum {unknown} */
        GraphChange: "same" | "added" | "removed" | "changed";
        GroupRequest: {
            members: string[];
            roles: string[];
            display?: null | string;
        };
        HandOverRequest: {
            as: string;
            to: string;
            comment?: null | string;
        };
        Health: {
            status: string;
            project: string;
            version: string;
        };
        HideSetting: {
            output: string;
            from: string[];
        };
        /** @enum {unknown} */
        HistoryKind: "repository" | "own";
        HumanTask: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            instance: string;
            /** Format: uuid */
            root: string;
            pipeline: string;
            node: string;
            /** Format: int32 */
            round: number;
            /** Format: int32 */
            iteration: number;
            activity: string;
            roles: string[];
            input: components["schemas"]["RecordValue"];
            outcomes: components["schemas"]["TaskOutcome"][];
            /** Format: int32 */
            required: number;
            not_by: string[];
            approved: string[];
            status: components["schemas"]["HumanTaskStatus"];
            /** Format: int32 */
            superseded_by_round?: null | number;
            outcome?: null | string;
            target?: null | string;
            decided_by?: null | string;
            /** Format: date-time */
            decided_at?: null | string;
            /** Format: date-time */
            due_at?: null | string;
            escalated: boolean;
            /** Format: date-time */
            created_at: string;
            definition?: string;
            claimed_by?: null | string;
            /** Format: date-time */
            claimed_at?: null | string;
            /** Format: int32 */
            reminded?: number;
            title?: null | string;
        };
        /** @enum {unknown} */
        HumanTaskStatus: "open" | "decided" | "withdrawn";
        Hunk: {
            /** Format: int32 */
            before_line: number;
            /** Format: int32 */
            after_line: number;
            lines: components["schemas"]["DiffLine"][];
        };
        InboxCounts: {
            mine: components["schemas"]["CappedCount"];
            roles: components["schemas"]["CappedCount"];
            unclaimed: components["schemas"]["CappedCount"];
            overdue: components["schemas"]["CappedCount"];
            all: components["schemas"]["CappedCount"];
        };
        /** @enum {unknown} */
        InboxDue: "overdue" | "today" | "week" | null;
        InboxFilters: {
            steps: components["schemas"]["InboxStep"][];
            holders: components["schemas"]["InboxHolder"][];
        };
        InboxHolder: {
            holder: string;
            open: components["schemas"]["CappedCount"];
        };
        InboxPage: {
            tasks: components["schemas"]["TaskSummary"][];
            next?: null | string;
        };
        /** @enum {unknown} */
        InboxSort: "newest" | "oldest" | "due";
        InboxStep: {
            pipeline: string;
            step: string;
            open: components["schemas"]["CappedCount"];
        };
        /** @enum {unknown} */
        InboxView: "mine" | "roles" | "all" | null;
        IncidentState: {
            /** Format: uuid */
            id: string;
            kind: string;
            outcome: string;
            code: string;
            message: string;
        };
        InputView: {
            name: string;
            type: components["schemas"]["TypeView"];
            required: boolean;
            default?: null | string;
            /** Format: double */
            minimum?: null | number;
            /** Format: double */
            maximum?: null | number;
            documentation?: null | string;
        };
        InstanceDetail: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            root: string;
            /** Format: uuid */
            parent?: null | string;
            parent_node?: null | string;
            pipeline: string;
            bundle: string;
            arguments: components["schemas"]["RecordValue"];
            started_by: string;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            ended_at?: null | string;
            state: components["schemas"]["InstanceState"];
            children: components["schemas"]["InstanceDetail"][];
        };
        InstanceMigration: {
            /** Format: uuid */
            instance: string;
            pipeline: string;
            steps: components["schemas"]["StepMigration"][];
            blocks: components["schemas"]["MigrationBlock"][];
        };
        InstanceState: {
            status?: components["schemas"]["InstanceStatus"];
            /** Format: int32 */
            round?: number;
            nodes?: {
                [key: string]: components["schemas"]["NodeState"];
            };
            traversals?: {
                [key: string]: number;
            };
            variables?: Record<string, never>;
            arguments?: Record<string, never>;
            pending?: null | components["schemas"]["PendingStep"];
            paused?: null | components["schemas"]["Pause"];
            result?: null | components["schemas"]["Value"];
            reason?: null | string;
        };
        /** @enum {unknown} */
        InstanceStatus: "running" | "finished" | "failed" | "cancelled";
        InstanceSummary: {
            /** Format: uuid */
            id: string;
            pipeline: string;
            doing: string;
            people: boolean;
            at: string[];
            started_by: string;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            ended_at?: null | string;
            reason?: null | string;
        };
        ItemType: components["schemas"]["ItemTypeImageItem"] | components["schemas"]["ItemTypeTextItem"] | components["schemas"]["ItemTypeTokensItem"] | components["schemas"]["ItemTypeSequenceItem"];
        ItemTypeImageItem: {
            /** @enum {string} */
            $?: "image";
            /** Format: int32 */
            channels: number;
            /** Format: int32 */
            height: number;
            /** Format: int32 */
            width: number;
        };
        ItemTypeSequenceItem: {
            /** @enum {string} */
            $?: "sequence";
            /** Format: int32 */
            length: number;
            /** Format: int32 */
            vocabulary: number;
        };
        ItemTypeTextItem: {
            /** @enum {string} */
            $?: "text";
        };
        ItemTypeTokensItem: {
            /** @enum {string} */
            $?: "tokens";
            /** Format: int32 */
            size: number;
        };
        JobView: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            instance: string;
            pipeline: string;
            node: string;
            /** Format: int32 */
            round: number;
            /** Format: int32 */
            iteration: number;
            /** Format: int32 */
            attempt: number;
            activity: string;
            status: string;
            worker?: null | string;
            /** Format: double */
            progress: number;
            progress_text: string;
            outcome?: null | string;
            error_code?: null | string;
            error?: null | string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            started_at?: null | string;
            /** Format: date-time */
            ended_at?: null | string;
            /** Format: int32 */
            priority: number;
            gpus: number[];
            hindrance?: null | string;
            parts?: null | components["schemas"]["PartCounts"];
        };
        JournalRow: {
            /** Format: int64 */
            id: number;
            /** Format: uuid */
            instance: string;
            /** Format: uuid */
            root: string;
            pipeline: string;
            /** Format: date-time */
            at: string;
            kind: string;
            node?: null | string;
            /** Format: int32 */
            round: number;
            actor?: null | string;
            identity?: null | string;
            data: components["schemas"]["RecordValue"];
        };
        KeepingRequest: {
            as: string;
            /** @description {"$duration": "2h30m"} */
            archive_after?: Record<string, never>;
        };
        KeepingState: {
            /** @description {"$duration": "2h30m"} */
            archive_after?: Record<string, never>;
        };
        KeptSignal: {
            /** Format: int64 */
            id: number;
            name: string;
            correlation: string;
            data: components["schemas"]["Value"];
            sent_by: string;
            /** Format: date-time */
            sent_at: string;
            /** Format: date-time */
            kept_until: string;
            key?: null | string;
        };
        LabelDefinition: {
            name: string;
            display?: null | string;
        };
        /** @enum {unknown} */
        LineChange: "same" | "removed" | "added";
        Lineage: {
            things: components["schemas"]["LineageThing"][];
            standing: components["schemas"]["ModelStanding"][];
        };
        LineageThing: {
            kind: string;
            id: string;
            title: string;
            asked: boolean;
            from: string[];
            operation: string;
            /** Format: uuid */
            instance: string;
            pipeline: string;
            step: string;
            /** Format: date-time */
            at: string;
            stage?: null | string;
            /** Format: double */
            accuracy?: null | number;
            /** Format: int32 */
            items?: null | number;
            note?: null | string;
        };
        LogLine: {
            /** Format: int64 */
            id: number;
            /** Format: uuid */
            job: string;
            node: string;
            /** Format: int32 */
            attempt: number;
            /** Format: date-time */
            at: string;
            line: string;
        };
        MendAnswer: {
            /** Format: int32 */
            changed: number;
            findings: components["schemas"]["Finding"][];
        };
        MendRequest: {
            as: string;
        };
        MetricSeries: {
            /** Format: int32 */
            trial?: null | number;
            name: string;
            steps: number[];
            values: (null | number)[];
            /** Format: int64 */
            count: number;
        };
        MigrationBlock: {
            code: string;
            step?: null | string;
            message: string;
        };
        MigrationPlan: {
            /** Format: uuid */
            run: string;
            from: string;
            to: string;
            instances: components["schemas"]["InstanceMigration"][];
            possible?: boolean;
        };
        MigrationPreviewRequest: {
            definition: string;
            from?: null | string;
        };
        MigrationRequest: {
            definition: string;
            as: string;
            from?: null | string;
        };
        ModelDefinition: {
            name: string;
            input: components["schemas"]["ItemType"];
            documentation?: null | string;
            span?: null | components["schemas"]["SourceSpan"];
            parameters?: components["schemas"]["ParameterDefinition"][];
            layers?: components["schemas"]["Expression"][];
        };
        ModelStanding: {
            model: string;
            production?: null | string;
            candidate?: null | string;
            data?: null | string;
            /** Format: double */
            production_accuracy?: null | number;
            /** Format: double */
            candidate_accuracy?: null | number;
        };
        NewSubscription: {
            /** Format: uuid */
            id: string;
            secret?: null | string;
        };
        Node: components["schemas"]["NodeActivityNode"] | components["schemas"]["NodeCallNode"] | components["schemas"]["NodeDecisionNode"] | components["schemas"]["NodeReturnNode"] | components["schemas"]["NodeFailNode"] | components["schemas"]["NodeSetNode"] | components["schemas"]["NodeForkNode"] | components["schemas"]["NodeJoinNode"] | components["schemas"]["NodeForNode"] | components["schemas"]["NodeExitNode"];
        NodeActivityNode: {
            /** @enum {string} */
            $?: "activity";
            activity: string;
            kind: components["schemas"]["ActivityKind"];
            /** Format: int32 */
            version?: number;
            arguments?: components["schemas"]["Field"][];
            settings?: components["schemas"]["StepSettings"];
            outcomes?: components["schemas"]["OutcomeDefinition"][];
            open_outcomes?: boolean;
            outputs?: string[];
            id: string;
            span?: null | components["schemas"]["SourceSpan"];
            documentation?: null | string;
            pin?: null | components["schemas"]["Pin"];
        };
        NodeCallNode: {
            /** @enum {string} */
            $?: "call";
            pipeline: string;
            arguments?: components["schemas"]["Field"][];
            settings?: components["schemas"]["StepSettings"];
            id: string;
            span?: null | components["schemas"]["SourceSpan"];
            documentation?: null | string;
            pin?: null | components["schemas"]["Pin"];
        };
        NodeDecisionNode: {
            /** @enum {string} */
            $?: "decision";
            condition: components["schemas"]["Expression"];
            id: string;
            span?: null | components["schemas"]["SourceSpan"];
            documentation?: null | string;
            pin?: null | components["schemas"]["Pin"];
        };
        NodeDetails: {
            id: string;
            callee?: null | string;
            documentation?: null | string;
            arguments: components["schemas"]["ArgumentDetails"][];
            settings: components["schemas"]["SettingDetails"][];
            parts: components["schemas"]["PartDetails"][];
        };
        NodeDifference: {
            before?: null | string;
            after?: null | string;
            change: components["schemas"]["GraphChange"];
            what: string[];
        };
        NodeExitNode: {
            /** @enum {string} */
            $?: "exit";
            outcome: string;
            id: string;
            span?: null | components["schemas"]["SourceSpan"];
            documentation?: null | string;
            pin?: null | components["schemas"]["Pin"];
        };
        NodeFailNode: {
            /** @enum {string} */
            $?: "fail";
            message: components["schemas"]["Expression"];
            id: string;
            span?: null | components["schemas"]["SourceSpan"];
            documentation?: null | string;
            pin?: null | components["schemas"]["Pin"];
        };
        NodeForNode: {
            /** @enum {string} */
            $?: "for";
            pipeline: string;
            item: string;
            list: components["schemas"]["Expression"];
            /** Format: int32 */
            max?: null | number;
            captures: components["schemas"]["Field"][];
            steps: string[];
            id: string;
            span?: null | components["schemas"]["SourceSpan"];
            documentation?: null | string;
            pin?: null | components["schemas"]["Pin"];
        };
        NodeForkNode: {
            /** @enum {string} */
            $?: "fork";
            branches: components["schemas"]["Branch"][];
            join: string;
            any: boolean;
            id: string;
            span?: null | components["schemas"]["SourceSpan"];
            documentation?: null | string;
            pin?: null | components["schemas"]["Pin"];
        };
        NodeJoinNode: {
            /** @enum {string} */
            $?: "join";
            fork: string;
            id: string;
            span?: null | components["schemas"]["SourceSpan"];
            documentation?: null | string;
            pin?: null | components["schemas"]["Pin"];
        };
        /** @enum {unknown} */
        NodeKind: "engine" | "worker";
        NodeResources: {
            /** Format: double */
            cores: number;
            /** Format: int64 */
            memory: number;
            /** Format: int32 */
            gpus: number;
        };
        NodeReturnNode: {
            /** @enum {string} */
            $?: "return";
            results: components["schemas"]["Field"][];
            id: string;
            span?: null | components["schemas"]["SourceSpan"];
            documentation?: null | string;
            pin?: null | components["schemas"]["Pin"];
        };
        NodeSetNode: {
            /** @enum {string} */
            $?: "set";
            variable: string;
            value: components["schemas"]["Expression"];
            id: string;
            span?: null | components["schemas"]["SourceSpan"];
            documentation?: null | string;
            pin?: null | components["schemas"]["Pin"];
        };
        NodeState: {
            status?: components["schemas"]["NodeStatus"];
            /** Format: int32 */
            round?: number;
            /** Format: int32 */
            iteration?: number;
            /** Format: int32 */
            attempt?: number;
            /** Format: int32 */
            failures?: number;
            /** Format: int32 */
            losses?: number;
            deaths?: null | string[];
            /** Format: uuid */
            work?: null | string;
            arguments?: null | components["schemas"]["RecordValue"];
            /** Format: uuid */
            last_child?: null | string;
            /** Format: int32 */
            escalations?: null | number;
            outcome?: null | string;
            output?: components["schemas"]["Value"];
            incident?: null | components["schemas"]["IncidentState"];
            /** Format: int32 */
            incidents?: null | number;
            arrived?: null | string[];
            for?: null | components["schemas"]["ForState"];
            wait?: null | components["schemas"]["WaitState"];
            is_open?: boolean;
            is_going?: boolean;
        };
        /** @enum {unknown} */
        NodeStatus: "fresh" | "active" | "retrying" | "done" | "skipped" | "held" | "incident";
        NodeView: {
            /** Format: uuid */
            id: string;
            name: string;
            kind: components["schemas"]["NodeKind"];
            state: string;
            leads: boolean;
            capacity: components["schemas"]["NodeResources"];
            used: components["schemas"]["NodeResources"];
            pools: string[];
            /** Format: int32 */
            workers: number;
            /** Format: int32 */
            jobs: number;
            /** Format: uuid */
            reserved_for?: null | string;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            seen_at: string;
        };
        /** @enum {unknown} */
        NoticeKind: "task_opened" | "task_assigned" | "task_reminder" | "task_overdue" | "task_escalated" | "task_decided" | "incident_opened" | "run_ended";
        OpenIncidentView: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            instance: string;
            node: string;
            kind: string;
            code: string;
            message: string;
            /** Format: date-time */
            opened_at: string;
        };
        /** @enum {unknown} */
        Otherwise: "set_aside" | "warn" | "fail";
        OutcomeDefinition: {
            name: string;
            label?: null | string;
        };
        OutcomeSignature: {
            name: string;
            continues: boolean;
            label?: null | string;
        };
        OutputView: {
            name: string;
            type: components["schemas"]["TypeView"];
            documentation?: null | string;
        };
        /** @enum {unknown} */
        Overflow: "queue" | "replace";
        ParameterDefinition: {
            name: string;
            type: string;
            default?: null | components["schemas"]["Expression"];
            documentation?: null | string;
        };
        PartCounts: {
            /** Format: int32 */
            total: number;
            /** Format: int32 */
            done: number;
            /** Format: int32 */
            failed: number;
            /** Format: int32 */
            running: number;
        };
        PartDetails: {
            part: string;
            text: string;
            extent: components["schemas"]["TextSpan"];
        };
        PartView: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            instance: string;
            node: string;
            /** Format: int32 */
            iteration: number;
            part: string;
            activity: string;
            status: string;
            /** Format: int32 */
            attempt: number;
            /** Format: double */
            progress: number;
            progress_text: string;
            worker?: null | string;
            gpus: number[];
            output?: null | components["schemas"]["Value"];
            error_code?: null | string;
            error?: null | string;
            /** Format: int32 */
            failures: number;
            deaths: string[];
            /** Format: date-time */
            retry_at?: null | string;
            /** Format: int32 */
            number?: null | number;
            /** Format: uuid */
            kept_from?: null | string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            started_at?: null | string;
            /** Format: date-time */
            ended_at?: null | string;
        };
        Pause: {
            /** Format: date-time */
            at: string;
            by: string;
        };
        PauseRequest: {
            as: string;
            reason?: null | string;
        };
        PendingStep: {
            node: string;
            outcome: string;
        };
        PeriodicCheck: {
            activity: string;
            input: components["schemas"]["Value"];
            /** @description {"$duration": "2h30m"} */
            every: Record<string, never>;
        };
        Person: {
            name: string;
            display: string;
            roles: string[];
            groups?: string[];
        };
        PersonGroup: {
            name: string;
            display: string;
            members: string[];
            roles: string[];
        };
        PersonRequest: {
            roles: string[];
            display?: null | string;
        };
        Picture: {
            pipeline: string;
            documentation?: null | string;
            span: components["schemas"]["SourceSpan"];
            nodes: components["schemas"]["PictureNode"][];
            edges: components["schemas"]["PictureEdge"][];
            entries: components["schemas"]["PictureEntry"][];
        };
        PictureDifference: {
            pipeline: string;
            change: components["schemas"]["GraphChange"];
            before?: null | components["schemas"]["Picture"];
            after?: null | components["schemas"]["Picture"];
            nodes: components["schemas"]["NodeDifference"][];
            edges: components["schemas"]["EdgeDifference"][];
        };
        PictureEdge: {
            from: string;
            outcome: string;
            to: string[];
            feedback?: boolean;
            /** Format: int32 */
            max?: null | number;
            then?: null | string;
            label?: null | string;
            span?: null | components["schemas"]["SourceSpan"];
            extent?: null | components["schemas"]["TextSpan"];
        };
        PictureEntry: {
            trigger?: null | string;
            node: string;
        };
        PictureNode: {
            id: string;
            kind: components["schemas"]["PictureNodeKind"];
            text?: null | string;
            span?: null | components["schemas"]["SourceSpan"];
            callee?: null | string;
            title?: null | string;
            roles?: string[];
            human?: boolean;
            optional?: boolean;
            blocks?: string[];
            documentation?: null | string;
            pin?: null | components["schemas"]["Pin"];
            extent?: null | components["schemas"]["TextSpan"];
            name_extent?: null | components["schemas"]["TextSpan"];
            ports?: components["schemas"]["PicturePort"][];
        };
        /** @enum {unknown} */
        PictureNodeKind: "step" | "call" | "decision" | "fork" | "join" | "for" | "variable" | "set" | "return" | "fail";
        PicturePort: {
            outcome: string;
            label?: null | string;
            continues: boolean;
            declared: boolean;
        };
        Pin: {
            /** Format: double */
            x: number;
            /** Format: double */
            y: number;
        };
        PipelineView: {
            name: string;
            documentation?: null | string;
            extent: components["schemas"]["TextSpan"];
            name_extent: components["schemas"]["TextSpan"];
            parameters: components["schemas"]["InputView"][];
            results: components["schemas"]["OutputView"][];
            parameters_text: string;
            results_text?: null | string;
            roles: {
                [key: string]: string;
            };
            roles_text?: null | string;
            runs_text?: null | string;
            triggers: components["schemas"]["TriggerDetails"][];
            nodes: components["schemas"]["NodeDetails"][];
        };
        Problem: {
            type: string;
            title: string;
            /** Format: int32 */
            status: number;
            detail: string;
            code: string;
            fields?: null | components["schemas"]["FieldProblem"][];
        };
        PublishAnswer: {
            hash: string;
            pipelines: string[];
            warnings: components["schemas"]["PublishFinding"][];
            commit?: null | string;
        };
        PublishCheckRequest: {
            file: string;
        };
        PublishFinding: {
            file: string;
            /** Format: int32 */
            line: number;
            /** Format: int32 */
            column: number;
            code: string;
            message: string;
        };
        PublishRequest: {
            file: string;
            as: string;
            version?: null | string;
        };
        PublishedBundle: {
            hash: string;
            /** Format: date-time */
            published_at: string;
            published_by: string;
            pipelines: string[];
            commit?: null | string;
        };
        QueuedStep: {
            pool: string;
            /** Format: double */
            cores: number;
            /** Format: int64 */
            memory: number;
            /** Format: int32 */
            gpus: number;
            /** Format: date-time */
            since: string;
            /** Format: int32 */
            ahead: number;
            hindrance?: null | string;
        };
        ReassignRequest: {
            as: string;
            to: string[];
            comment?: null | string;
        };
        /** @description Values by name. */
        RecordValue: Record<string, never>;
        RecordedDecision: {
            /** Format: uuid */
            task: string;
            person: string;
            outcome: string;
            target?: null | string;
            comment?: null | string;
            values: components["schemas"]["RecordValue"];
            definition: string;
            versions: unknown[];
            identity: string;
            /** Format: date-time */
            at: string;
        };
        ReleaseRequest: {
            as: string;
        };
        RenameSourceRequest: {
            path: string;
            to: string;
            version: string;
            as: string;
            message?: null | string;
        };
        RenamedView: {
            path: string;
            version: string;
            changed: components["schemas"]["SavedFile"][];
            commit?: null | components["schemas"]["SourceCommit"];
        };
        RerunRequest: {
            from: string;
            as: string;
            definition?: null | string;
            /** @description Values by name. */
            arguments?: Record<string, never>;
        };
        ResourceSetting: {
            /** Format: int32 */
            gpu?: null | number;
            /** Format: double */
            cpu?: null | number;
            memory?: null | components["schemas"]["ByteSize"];
            pool?: null | string;
            preferred: boolean;
        };
        ResultDefinition: {
            name: string;
            type: string;
        };
        ResumeRequest: {
            as: string;
        };
        RetryRequest: {
            as: string;
        };
        RetrySetting: {
            /** Format: int32 */
            attempts: number;
            /** @description {"$duration": "2h30m"} */
            backoff_from: Record<string, never>;
            /** @description {"$duration": "2h30m"} */
            backoff_to: Record<string, never>;
        };
        RunCounts: {
            paused: components["schemas"]["CappedCount"];
            running: components["schemas"]["CappedCount"];
            waiting: components["schemas"]["CappedCount"];
            incident: components["schemas"]["CappedCount"];
            finished: components["schemas"]["CappedCount"];
            failed: components["schemas"]["CappedCount"];
            cancelled: components["schemas"]["CappedCount"];
        };
        /** @enum {unknown} */
        RunDoing: "paused" | "running" | "waiting" | "incident" | "finished" | "failed" | "cancelled" | null;
        RungScore: {
            /** Format: int32 */
            rung: number;
            /** Format: int32 */
            epochs: number;
            /** Format: double */
            score?: null | number;
        };
        SaveFile: {
            path: string;
            text: string;
            version: string;
            base?: null | string;
        };
        SaveRequest: {
            files: components["schemas"]["SaveFile"][];
            as: string;
            message?: null | string;
        };
        SavedFile: {
            path: string;
            version: string;
        };
        SavedView: {
            files: components["schemas"]["SavedFile"][];
            commit?: null | components["schemas"]["SourceCommit"];
        };
        ScriptDefinition: {
            name: string;
            script: string;
            image?: null | string;
            documentation?: null | string;
            span?: null | components["schemas"]["SourceSpan"];
            inputs?: components["schemas"]["ParameterDefinition"][];
            outputs?: components["schemas"]["ResultDefinition"][];
            settings?: components["schemas"]["StepSettings"];
        };
        SelectionView: {
            pipeline: string;
            node?: null | string;
        };
        SetVariableRequest: {
            as: string;
            /** @description Any value: plain JSON, or {"$duration": "2h30m"}, {"$size": 1024}, {"$range": [0, 1]}; a record made by a constructor names it under "$". */
            value?: unknown;
            reason?: null | string;
        };
        SettingDetails: {
            kind: string;
            text: string;
            extent: components["schemas"]["TextSpan"];
        };
        SettingKind: {
            name: string;
            snippet: string;
            meaning: string;
            for_tasks: boolean;
            for_jobs: boolean;
            example?: null | string;
        };
        /** @enum {unknown} */
        Severity: "error" | "warning";
        SignalReceipt: {
            /** Format: int32 */
            receivers: number;
            /** Format: date-time */
            kept_until?: null | string;
            /** @default false */
            repeated: boolean;
            /**
             * Format: int32
             * @default 0
             */
            triggered: number;
        };
        SignalRequest: {
            name: string;
            correlation?: null | string;
            /** @description Any value: plain JSON, or {"$duration": "2h30m"}, {"$size": 1024}, {"$range": [0, 1]}; a record made by a constructor names it under "$". */
            data?: unknown;
            /** @description {"$duration": "2h30m"} */
            keep?: Record<string, never>;
            key?: null | string;
        };
        SignalsRequest: {
            as: string;
            signals: components["schemas"]["SignalRequest"][];
        };
        SkipRequest: {
            as: string;
            outcome: string;
            /** @description Values by name. */
            output?: Record<string, never>;
        };
        SourceCommit: {
            id: string;
            message: string;
            author: string;
            /** Format: date-time */
            at: string;
        };
        SourceEntry: {
            path: string;
            version: string;
            /** Format: int64 */
            size: number;
            /** Format: date-time */
            modified_at: string;
            pipelines: string[];
        };
        SourceFile: {
            path: string;
            version: string;
            text: string;
        };
        SourceList: {
            keeps: components["schemas"]["HistoryKind"];
            branch?: null | string;
            files: components["schemas"]["SourceEntry"][];
        };
        SourceSpan: {
            file: string;
            /** Format: int32 */
            line: number;
            /** Format: int32 */
            column: number;
            /** Format: int32 */
            end_line: number;
            /** Format: int32 */
            end_column: number;
        };
        /** @enum {unknown} */
        Stage: "data" | "model" | "deployment" | "general";
        StageView: {
            stage: components["schemas"]["Stage"];
            activities: components["schemas"]["ActivityView"][];
        };
        StartRequest: {
            definition: string;
            pipeline: string;
            as: string;
            /** @description Values by name. */
            arguments?: Record<string, never>;
            entry?: null | string;
            key?: null | string;
            /**
             * Format: int32
             * @default 0
             */
            priority: number;
        };
        StartedInstance: {
            /** Format: uuid */
            id: string;
        };
        /** @enum {unknown} */
        StepFate: "kept" | "goes_on" | "again" | "new" | "withdrawn" | "gone";
        StepMigration: {
            step: string;
            fate: components["schemas"]["StepFate"];
            note?: null | string;
        };
        StepOutcomeCount: {
            /** Format: uuid */
            instance: string;
            node: string;
            outcome: string;
            target?: null | string;
            /** Format: int64 */
            times: number;
        };
        StepSettings: {
            by?: string[];
            when?: null | components["schemas"]["Expression"];
            retry?: null | components["schemas"]["RetrySetting"];
            /** @description {"$duration": "2h30m"} */
            timeout?: Record<string, never>;
            cache?: boolean;
            checkpoint?: null | components["schemas"]["CheckpointSetting"];
            needs?: null | components["schemas"]["ResourceSetting"];
            due?: null | components["schemas"]["DueSetting"];
            approvals?: null | components["schemas"]["ApprovalSetting"];
            hide?: components["schemas"]["HideSetting"][];
        };
        StepWait: {
            /** Format: uuid */
            instance: string;
            node: string;
            /** Format: date-time */
            until?: null | string;
            signal?: null | components["schemas"]["WaitedSignal"];
            /** Format: date-time */
            since?: null | string;
            /** Format: date-time */
            next_check?: null | string;
            /** Format: date-time */
            retry_at?: null | string;
            /** Format: date-time */
            times_out_at?: null | string;
            queued?: null | components["schemas"]["QueuedStep"];
        };
        StepWork: {
            /** Format: uuid */
            id: string;
            kind: string;
            /** Format: int32 */
            iteration: number;
            /** Format: int32 */
            round: number;
            /** Format: int32 */
            attempt: number;
            status: string;
            input: components["schemas"]["RecordValue"];
            outcome?: null | string;
            output?: null | components["schemas"]["Value"];
            error_code?: null | string;
            error?: null | string;
            by?: null | string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            started_at?: null | string;
            /** Format: date-time */
            ended_at?: null | string;
        };
        SubscribeRequest: {
            kind: components["schemas"]["ChannelKind"];
            address: string;
            as: string;
            events?: null | string[];
            person?: null | string;
            holders?: null | string[];
            pipeline?: null | string;
        };
        Subscription: {
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["ChannelKind"];
            address: string;
            events: components["schemas"]["NoticeKind"][];
            person?: null | string;
            holders: string[];
            pipeline?: null | string;
            created_by: string;
            /** Format: date-time */
            created_at: string;
            /** Format: int32 */
            waiting?: number;
            /** Format: int32 */
            parked?: number;
            failure?: null | string;
        };
        TaskCandidate: {
            name: string;
            display: string;
            via: string[];
            excluded?: null | string;
        };
        TaskComment: {
            /** Format: int64 */
            id: number;
            /** Format: uuid */
            task: string;
            person: string;
            text: string;
            /** Format: date-time */
            at: string;
        };
        TaskDecisionRequest: {
            /** Format: uuid */
            task: string;
            outcome: string;
            as: string;
            to?: null | string;
            comment?: null | string;
            /** Format: int32 */
            choice?: null | number;
            /** @description Values by name. */
            values?: Record<string, never>;
        };
        TaskDefinition: {
            hash: string;
            pipeline: string;
            step: string;
            span?: null | components["schemas"]["SourceSpan"];
            documentation?: null | string;
        };
        TaskOutcome: {
            name: string;
            label: string;
            targets: string[];
        };
        TaskPage: {
            task: components["schemas"]["HumanTask"];
            form?: null | components["schemas"]["FormView"];
            versions: unknown[];
            candidates: components["schemas"]["TaskCandidate"][];
            decisions: components["schemas"]["RecordedDecision"][];
            comments: components["schemas"]["TaskComment"][];
            earlier: components["schemas"]["TaskRound"][];
            definition: components["schemas"]["TaskDefinition"];
        };
        TaskRound: {
            task: components["schemas"]["HumanTask"];
            decisions: components["schemas"]["RecordedDecision"][];
            comments: components["schemas"]["TaskComment"][];
        };
        TaskSummary: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            instance: string;
            /** Format: uuid */
            root: string;
            pipeline: string;
            node: string;
            /** Format: int32 */
            round: number;
            /** Format: int32 */
            iteration: number;
            title: string;
            roles: string[];
            outcomes: components["schemas"]["TaskOutcome"][];
            /** Format: int32 */
            required: number;
            /** Format: int32 */
            approved: number;
            claimed_by?: null | string;
            /** Format: date-time */
            claimed_at?: null | string;
            /** Format: date-time */
            due_at?: null | string;
            overdue: boolean;
            escalated: boolean;
            /** Format: date-time */
            created_at: string;
        };
        TextDifference: {
            /** Format: int32 */
            added: number;
            /** Format: int32 */
            removed: number;
            hunks: components["schemas"]["Hunk"][];
        };
        /** @description A stretch of a text, in UTF-16 characters. */
        TextSpan: {
            /** Format: int32 */
            start: number;
            /** Format: int32 */
            length: number;
            /** Format: int32 */
            end: number;
        };
        TheirText: {
            version: string;
            text: string;
            commit?: null | components["schemas"]["SourceCommit"];
        };
        ThreeWayMerge: {
            text: string;
            overlaps: boolean;
        };
        ToldChange: {
            /** Format: int32 */
            fired: number;
        };
        TriggerDefinition: {
            event: string;
            arguments: components["schemas"]["Field"][];
            entry?: null | string;
            span?: null | components["schemas"]["SourceSpan"];
        };
        TriggerDetails: {
            text: string;
            entry?: null | string;
            extent: components["schemas"]["TextSpan"];
        };
        TypeField: {
            name: string;
            type: components["schemas"]["TypeView"];
        };
        /** @enum {unknown} */
        TypeKind: "int" | "float" | "bool" | "string" | "text" | "duration" | "size" | "percent" | "date" | "any" | "enum" | "list" | "map" | "range" | "record" | "rules" | "predicate" | "dataset" | "dataset_type" | "fields_of" | "model" | "model_definition" | "source" | "artifact" | "metrics" | "table" | "plot" | "secret" | "named";
        TypeView: {
            kind: components["schemas"]["TypeKind"];
            text: string;
            optional: boolean;
            name?: null | string;
            members?: null | string[];
            item?: null | components["schemas"]["TypeView"];
            fields?: null | components["schemas"]["TypeField"][];
        };
        /** @description Any value: plain JSON, or {"$duration": "2h30m"}, {"$size": 1024}, {"$range": [0, 1]}; a record made by a constructor names it under "$". */
        Value: unknown;
        VariableDefinition: {
            name: string;
            type: string;
            initial: components["schemas"]["Expression"];
        };
        VersionEntry: {
            id: string;
            message: string;
            author: string;
            /** Format: date-time */
            at: string;
            version?: null | string;
        };
        VersionList: {
            versions: components["schemas"]["VersionEntry"][];
            more: boolean;
        };
        VersionText: {
            id: string;
            path: string;
            version: string;
            text: string;
        };
        /** @enum {unknown} */
        VisibleKind: "model" | "dataset" | "form" | "activity";
        VisibleThing: {
            kind: components["schemas"]["VisibleKind"];
            name: string;
            path: string;
            documentation?: null | string;
            extent: components["schemas"]["TextSpan"];
        };
        WaitState: {
            signal?: null | components["schemas"]["WaitedSignal"];
            check?: null | components["schemas"]["PeriodicCheck"];
            timeless?: null | boolean;
        };
        WaitedSignal: {
            name: string;
            correlation: string;
        };
        Where: components["schemas"]["WhereAfterNode"] | components["schemas"]["WhereBeforeNode"] | components["schemas"]["WhereIntoBlock"] | components["schemas"]["WhereOnEdge"];
        WhereAfterNode: {
            /** @enum {string} */
            at?: "after";
            node: string;
        };
        WhereBeforeNode: {
            /** @enum {string} */
            at?: "before";
            node: string;
        };
        WhereIntoBlock: {
            /** @enum {string} */
            at?: "into";
            block: string;
        };
        WhereOnEdge: {
            /** @enum {string} */
            at?: "edge";
            from: string;
            outcome: string;
            to?: null | string;
        };
        WorkflowDefinition: {
            name: string;
            entry: string;
            documentation?: null | string;
            span?: null | components["schemas"]["SourceSpan"];
            parameters?: components["schemas"]["ParameterDefinition"][];
            results?: components["schemas"]["ResultDefinition"][];
            variables?: components["schemas"]["VariableDefinition"][];
            triggers?: components["schemas"]["TriggerDefinition"][];
            concurrency?: null | components["schemas"]["ConcurrencyDefinition"];
            nodes?: components["schemas"]["Node"][];
            connections?: components["schemas"]["Connection"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NodeView"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                instance?: string;
                after?: number;
                live?: boolean;
            };
            header?: {
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["JournalRow"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCatalog: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    drawDefinition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Picture"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getObject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDefinitions: {
        parameters: {
            query?: {
                pipeline?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedBundle"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishDefinition: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDefinitionSources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BundleSource"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDefinition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bundle"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInstances: {
        parameters: {
            query?: {
                doing?: components["schemas"]["RunDoing"];
                pipeline?: string;
                by?: string;
                q?: string;
                before?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceSummary"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startInstance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedInstance"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countInstances: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunCounts"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceDetail"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInstanceJournal: {
        parameters: {
            query?: {
                after?: number;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalRow"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInstanceJobs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInstanceLogs: {
        parameters: {
            query?: {
                step?: string;
                q?: string;
                after?: number;
                before?: number;
                latest?: boolean;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogLine"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStepWork: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                step: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepWork"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInstanceParts: {
        parameters: {
            query?: {
                step?: string;
                after?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartView"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInstanceWaits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepWait"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEndedWaits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedWait"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countStepOutcomes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepOutcomeCount"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInstanceIncidents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenIncidentView"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PauseRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResumeRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setVariable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetVariableRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enterStep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnterRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                step: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetryRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    skipIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                step: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SkipRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewMigration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MigrationPreviewRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MigrationPlan"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    migrateInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MigrationRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MigrationPlan"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rerunInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RerunRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedInstance"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInbox: {
        parameters: {
            query?: {
                view?: components["schemas"]["InboxView"];
                as?: string;
                role?: string;
                pipeline?: string;
                step?: string;
                due?: components["schemas"]["InboxDue"];
                claim?: components["schemas"]["ClaimState"];
                claimed_by?: string;
                search?: string;
                sort?: components["schemas"]["InboxSort"];
                zone?: string;
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxPage"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInboxCounts: {
        parameters: {
            query: {
                as: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxCounts"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInboxFilters: {
        parameters: {
            query?: {
                view?: components["schemas"]["InboxView"];
                as?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxFilters"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTasks: {
        parameters: {
            query?: {
                role?: string;
                status?: components["schemas"]["HumanTaskStatus"];
                instance?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HumanTask"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HumanTask"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTaskPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    commentTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskComment"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideTasks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionAnswer"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionResult"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTaskLineage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lineage"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listExperiments: {
        parameters: {
            query?: {
                kind?: string;
                model?: string;
                run?: string;
                before?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperimentSummary"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExperiment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperimentDetail"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExperimentMetrics: {
        parameters: {
            query?: {
                name?: string;
                from?: number;
                to?: number;
                points?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricSeries"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    claimTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HumanTask"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HumanTask"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delegateTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOverRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HumanTask"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assignTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOverRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HumanTask"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reassignTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReassignRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HumanTask"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSubscriptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    subscribe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscribeRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewSubscription"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unsubscribe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                status?: components["schemas"]["DeliveryStatus"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPeople: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKeptSignals: {
        parameters: {
            query?: {
                name?: string;
                after?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptSignal"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendSignals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignalsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignalReceipt"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dropSignal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listArchivedRuns: {
        parameters: {
            query?: {
                pipeline?: string;
                before?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArchivedSummary"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archiveRuns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArchiveRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArchiveAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getKeeping: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeepingState"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setKeeping: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeepingRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeepingState"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkDatabase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoctorAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mendDatabase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MendRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MendAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGroups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonGroup"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonGroup"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listActivations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activation"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    activatePipeline: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActivationRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activation"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCauses: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cause"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deactivatePipeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeactivationRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tellChange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToldChange"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkDefinition: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishCheckRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishFinding"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceList"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSource: {
        parameters: {
            query: {
                path: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceFile"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSource: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSourceRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["FileChangedProblem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveSources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["FileChangedProblem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renameSource: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameSourceRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenamedView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["FileChangedProblem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSource: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeleteSourceRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["FileChangedProblem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSourceVersions: {
        parameters: {
            query: {
                path: string;
                before?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionList"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSourceVersion: {
        parameters: {
            query: {
                path: string;
                id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionText"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diffSource: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DiffRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiffView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    drawSource: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DrawingRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrawingView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editSource: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditedView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDemo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DemoState"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startDemo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DemoRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DemoState"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
