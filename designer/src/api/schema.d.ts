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
        /** What its steps logged; go on with the last line's id as `after`. */
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @enum {unknown} */
        ActivityKind: "job" | "task" | "wait" | "inline";
        ApprovalSetting: {
            /** Format: int32 */
            count: number;
            not_by: string[];
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
        /** @description {"$size": 1024}, in bytes */
        ByteSize: Record<string, never>;
        CancelRequest: {
            as: string;
            reason?: null | string;
        };
        CheckpointSetting: {
            /** Format: int32 */
            count?: null | number;
            unit?: null | string;
            /** @description {"$duration": "2h30m"} */
            every?: Record<string, never>;
        };
        ConcurrencyDefinition: {
            /** Format: int32 */
            max: number;
            then: components["schemas"]["Overflow"];
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
        DatasetDefinition: {
            name: string;
            item: components["schemas"]["ItemType"];
            documentation?: null | string;
            span?: null | components["schemas"]["SourceSpan"];
            labels?: components["schemas"]["LabelDefinition"][];
            fields?: components["schemas"]["FieldDefinition"][];
            expectations?: components["schemas"]["ExpectationDefinition"][];
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
        DueSetting: {
            /** @description {"$duration": "2h30m"} */
            after: Record<string, never>;
            then: string[];
        };
        EnterRequest: {
            step: string;
            as: string;
            reason?: null | string;
        };
        ExpectationDefinition: {
            name: string;
            condition: components["schemas"]["Expression"];
            otherwise: components["schemas"]["Otherwise"];
        };
        /** @description An expression of the language, compiled. */
        Expression: Record<string, never>;
        Field: {
            name: string;
            value: components["schemas"]["Expression"];
        };
        FieldDefinition: {
            name: string;
            type: string;
            masked_for: string[];
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
        Health: {
            status: string;
            project: string;
            version: string;
        };
        HideSetting: {
            output: string;
            from: string[];
        };
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
            title?: null | string;
        };
        /** @enum {unknown} */
        HumanTaskStatus: "open" | "decided" | "withdrawn";
        IncidentState: {
            /** Format: uuid */
            id: string;
            kind: string;
            outcome: string;
            code: string;
            message: string;
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
            pending?: null | components["schemas"]["PendingStep"];
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
        LabelDefinition: {
            name: string;
            display?: null | string;
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
        ModelDefinition: {
            name: string;
            input: components["schemas"]["ItemType"];
            documentation?: null | string;
            span?: null | components["schemas"]["SourceSpan"];
            parameters?: components["schemas"]["ParameterDefinition"][];
            layers?: components["schemas"]["Expression"][];
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
            branches: string[];
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
            /** Format: uuid */
            work?: null | string;
            arguments?: null | components["schemas"]["RecordValue"];
            /** Format: uuid */
            last_child?: null | string;
            outcome?: null | string;
            output?: components["schemas"]["Value"];
            incident?: null | components["schemas"]["IncidentState"];
            arrived?: null | string[];
            for?: null | components["schemas"]["ForState"];
            is_open?: boolean;
            is_going?: boolean;
        };
        /** @enum {unknown} */
        NodeStatus: "fresh" | "active" | "retrying" | "done" | "skipped" | "held" | "incident";
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
        /** @enum {unknown} */
        Overflow: "queue" | "replace";
        ParameterDefinition: {
            name: string;
            type: string;
            default?: null | components["schemas"]["Expression"];
            documentation?: null | string;
        };
        PendingStep: {
            node: string;
            outcome: string;
        };
        Person: {
            name: string;
            display: string;
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
        };
        /** @enum {unknown} */
        PictureNodeKind: "step" | "call" | "decision" | "fork" | "join" | "for" | "variable" | "set" | "return" | "fail";
        Pin: {
            /** Format: double */
            x: number;
            /** Format: double */
            y: number;
        };
        Problem: {
            type: string;
            title: string;
            /** Format: int32 */
            status: number;
            detail: string;
            code: string;
        };
        PublishedBundle: {
            hash: string;
            /** Format: date-time */
            published_at: string;
            published_by: string;
            pipelines: string[];
        };
        /** @description Values by name. */
        RecordValue: Record<string, never>;
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
            /** Format: int64 */
            running: number;
            /** Format: int64 */
            waiting: number;
            /** Format: int64 */
            incident: number;
            /** Format: int64 */
            finished: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            cancelled: number;
        };
        /** @enum {unknown} */
        RunDoing: "running" | "waiting" | "incident" | "finished" | "failed" | "cancelled" | null;
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
        SkipRequest: {
            as: string;
            outcome: string;
            /** @description Values by name. */
            output?: Record<string, never>;
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
        StartRequest: {
            definition: string;
            pipeline: string;
            as: string;
            /** @description Values by name. */
            arguments?: Record<string, never>;
            entry?: null | string;
            key?: null | string;
        };
        StartedInstance: {
            /** Format: uuid */
            id: string;
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
        TaskOutcome: {
            name: string;
            label: string;
            targets: string[];
        };
        TriggerDefinition: {
            event: string;
            arguments: components["schemas"]["Field"][];
            entry?: null | string;
            span?: null | components["schemas"]["SourceSpan"];
        };
        /** @description Any value: plain JSON, or {"$duration": "2h30m"}, {"$size": 1024}, {"$range": [0, 1]}; a record made by a constructor names it under "$". */
        Value: unknown;
        VariableDefinition: {
            name: string;
            type: string;
            initial: components["schemas"]["Expression"];
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
                started_by?: string;
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
}
